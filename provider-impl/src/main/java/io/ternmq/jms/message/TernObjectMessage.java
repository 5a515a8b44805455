// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.ObjectBody;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
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
