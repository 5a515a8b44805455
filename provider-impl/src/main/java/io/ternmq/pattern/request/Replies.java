// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.pattern.MessageForms;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** How failures travel in replies. */
final class Replies {

    private Replies() {}

    /** What the other side has failed with; null when the reply is a good one. */
    static @Nullable RemoteFailureException failureOf(Message reply) throws JMSException {
        String code = reply.getStringProperty(MessageProperties.ERROR_CODE);
        if (code == null) {
            return null;
        }
        String message = reply.getStringProperty(MessageProperties.ERROR_MESSAGE);
        return new RemoteFailureException(
                code, message == null ? "" : message, reply.getStringProperty(MessageProperties.SOURCE));
    }

    /** The typed form of a good reply. */
    static <R> Incoming<R> read(MessageForms forms, Message reply, PayloadType<R> type) {
        try {
            RemoteFailureException failure = failureOf(reply);
            if (failure != null) {
                throw failure;
            }
            return forms.read(reply, type);
        } catch (JMSException e) {
            throw new ProviderException(
                    ErrorCode.PAYLOAD_UNREADABLE, "A reply cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a failure is called on the other side. */
    static String codeOf(Throwable failure) {
        if (failure instanceof RequestRefusedException refused) {
            return refused.code();
        }
        return failure instanceof ProviderException coded
                ? coded.code().code()
                : failure.getClass().getSimpleName();
    }

    static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** What a stage has really failed with. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
