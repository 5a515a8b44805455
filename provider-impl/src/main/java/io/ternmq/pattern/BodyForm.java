// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Outgoing;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A form of bodies besides text, bytes, maps and what the codec writes. Any thread. */
public interface BodyForm {

    /**
     * The message of a body, without what {@link Outgoing} says besides it; null when the body is not of this form.
     *
     * @throws io.ternmq.api.pattern.PayloadException when it is and cannot be written
     */
    @Nullable Message write(Session session, Outgoing<?> message) throws JMSException;

    /**
     * The body in the type that the receiver wants; null when message or type are not of this form.
     *
     * @throws io.ternmq.api.pattern.PayloadException when they are and do not fit each other
     */
    @Nullable Object read(Message message, Type type) throws JMSException;
}
