// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import java.util.List;

/** What a refusal of any provider is called by programs that use the patterns. Callable from any thread. */
public final class Refusals {

    private record Translation(Class<? extends JMSException> type, ErrorCode code) {}

    private static final List<Translation> TABLE = List.of(
            new Translation(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION),
            new Translation(InvalidSelectorException.class, ErrorCode.INVALID_SELECTOR),
            new Translation(InvalidClientIDException.class, ErrorCode.INVALID_CLIENT_ID),
            new Translation(JMSSecurityException.class, ErrorCode.SECURITY),
            new Translation(MessageFormatException.class, ErrorCode.MESSAGE_FORMAT),
            new Translation(ResourceAllocationException.class, ErrorCode.RESOURCE_LIMIT),
            new Translation(jakarta.jms.IllegalStateException.class, ErrorCode.ILLEGAL_STATE));

    private Refusals() {}

    /**
     * The refusal in the words of TernMQ: with its own code when it comes from there, by the class of the exception
     * otherwise, and {@code CONNECTION_LOST} when that says nothing.
     *
     * @param what what was tried, such as {@code "Sending to queue://orders"}
     */
    public static ProviderException of(String what, Exception refusal) {
        return new ProviderException(codeOf(refusal), what + " has failed: " + refusal.getMessage(), refusal);
    }

    private static ErrorCode codeOf(Exception refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderException own) {
                return own.code();
            }
        }
        return TABLE.stream()
                .filter(line -> line.type().isInstance(refusal))
                .map(Translation::code)
                .findFirst()
                .orElse(ErrorCode.CONNECTION_LOST);
    }
}
