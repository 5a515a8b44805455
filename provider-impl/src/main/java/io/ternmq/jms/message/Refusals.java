// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import org.jspecify.annotations.Nullable;

/** The refusals of messages that have a class of their own in the specification but share a code. */
final class Refusals {

    private Refusals() {}

    static JMSException readOnlyBody() {
        return new MessageNotWriteableException(
                "The body is read-only; clearBody() empties it and makes it writable.", ErrorCode.ILLEGAL_STATE.code());
    }

    static JMSException readOnlyProperties() {
        return new MessageNotWriteableException(
                "The properties are read-only; clearProperties() removes them and makes them writable.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    static JMSException writeOnlyBody() {
        return new MessageNotReadableException(
                "The body is being written; reset() ends writing and goes to its beginning.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    static JMSException endOfBody() {
        return new MessageEOFException("The body ends before the value that was asked for.",
                ErrorCode.MESSAGE_FORMAT.code());
    }

    static JMSException streamBody() {
        return new MessageNotReadableException(
                "The body is a stream, which only the send reads; clearBody() makes the message an ordinary one again.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    static JMSException unreadable(Throwable cause) {
        return format("The body can not be read any more: " + cause.getMessage(), cause);
    }

    static JMSException format(String message) {
        return JmsExceptions.of(ErrorCode.MESSAGE_FORMAT, message);
    }

    static JMSException format(String message, Throwable cause) {
        return JmsExceptions.of(ErrorCode.MESSAGE_FORMAT, message, cause);
    }

    static JMSException notConvertible(@Nullable Object value, String type) {
        return format("A value of type " + Conversions.typeName(value) + " cannot be read as " + type + '.');
    }

    static JMSException notAssignable(String body, Class<?> type) {
        return format(body + " cannot be returned as " + type.getName() + '.');
    }
}
