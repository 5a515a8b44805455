// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.ObjectBody;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a Java object. The object is serialised when it is set, so that later changes to it do not
 * reach the message, and read anew by every call that returns it. What arrived is read through a filter; what this
 * object serialised itself needs none, because its classes were running in this program already.
 */
public final class TernObjectMessage extends TernMessage implements ObjectMessage {

    private @Nullable Bytes serialized;
    private @Nullable ObjectFilter filter;

    /** A message without an object. */
    public TernObjectMessage() {}

    TernObjectMessage(ObjectBody body, ObjectFilter filter) {
        this.serialized = body.serialized();
        this.filter = filter;
    }

    @Override
    public void setObject(@Nullable Serializable object) throws JMSException {
        requireWritableBody();
        serialized = object == null ? null : SerializedObject.write(object);
        filter = null;
    }

    @Override
    public @Nullable Serializable getObject() throws JMSException {
        return serialized == null ? null : SerializedObject.read(serialized, filter);
    }

    /**
     * The object as it travels; for tools that pass messages on and load nobody's classes.
     *
     * @return a copy, or null when there is no object
     */
    public byte @Nullable [] serializedForm() {
        return serialized == null ? null : serialized.toArray();
    }

    /**
     * Takes an object in the form in which it travels. From this message itself it can only be read as far as it needs
     * no trust, as if it had arrived where nothing is trusted.
     *
     * @param form what {@link #serializedForm()} returned, or null for no object
     * @throws JMSException when the body is read-only
     */
    public void setSerializedForm(byte @Nullable [] form) throws JMSException {
        requireWritableBody();
        serialized = form == null ? null : Bytes.copyOf(form);
        filter = new ObjectFilter(List.of());
    }

    @Override
    Body freezeBody() {
        return new ObjectBody(serialized);
    }

    @Override
    void eraseBody() {
        serialized = null;
        filter = null;
    }

    @Override
    public <T> @Nullable T getBody(Class<T> type) throws JMSException {
        Serializable object = getObject();
        if (object != null && !isAssignable(object, type)) {
            throw Refusals.notAssignable("An object of " + object.getClass(), type);
        }
        return type.cast(object);
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface declares it so
    public boolean isBodyAssignableTo(Class type) throws JMSException {
        try {
            Serializable object = getObject();
            return object == null || isAssignable(object, type);
        } catch (MessageFormatException unreadable) {
            return false;
        }
    }

    private static boolean isAssignable(Serializable object, Class<?> type) {
        return type.isInstance(object);
    }
}
