// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.EmptyBody;
import io.ternmq.message.FrozenMessage;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * A message with headers and properties; the five other types add their bodies. One thread at a time, as for everything
 * of a session.
 *
 * <p>A body is read-only from its arrival until {@link #clearBody()}, the properties until {@link #clearProperties()}.
 */
public class TernMessage extends PropertyFields {

    private @Nullable Acknowledgement acknowledgement;
    private boolean bodyReadOnly;

    /** An empty message, for the session to hand out. */
    public TernMessage() {}

    /**
     * Sends the present state: writes the stamp into the headers of this object and returns the immutable message. Both
     * share properties and body; this object copies what it changes later, so that the frozen message never notices.
     */
    public FrozenMessage freeze(Stamp stamp) {
        return freezeAround(freezeProperties(), freezeBody(), stamp);
    }

    /** Makes this the view of a message that arrived; its body is already in place. */
    final TernMessage arrived(FrozenMessage message, int attempt, @Nullable Acknowledgement acknowledge) {
        showHeaders(message, attempt > 1);
        showProperties(message.properties(), attempt);
        acknowledgement = acknowledge;
        bodyReadOnly = true;
        return this;
    }

    @Override
    public final void acknowledge() throws JMSException {
        if (acknowledgement != null) {
            acknowledgement.acknowledge();
        }
    }

    @Override
    public final void clearBody() {
        bodyReadOnly = false;
        eraseBody();
    }

    @Override
    public <T> @Nullable T getBody(Class<T> type) throws JMSException {
        if (!hasBody()) {
            return null;
        }
        if (!isAssignable(type)) {
            throw Refusals.notAssignable("The body of a " + getClass().getSimpleName(), type);
        }
        return type.cast(bodyObject());
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface declares it so
    public boolean isBodyAssignableTo(Class type) throws JMSException {
        return !hasBody() || isAssignable(type);
    }

    /** The body as it is now, never to be changed again. */
    Body freezeBody() {
        return EmptyBody.INSTANCE;
    }

    /** Back to the body of a new message. */
    void eraseBody() {}

    /** Whether there is a body in the sense of {@link #getBody}. */
    boolean hasBody() {
        return false;
    }

    /** Whether a body that is present can be returned as this type. */
    boolean isAssignable(Class<?> type) {
        return false;
    }

    /** A body that is present, as an object of the program's own. */
    Object bodyObject() throws JMSException {
        throw new IllegalStateException("a message without body");
    }

    final boolean isBodyReadOnly() {
        return bodyReadOnly;
    }

    /** Ends writing until {@link #clearBody()}. */
    final void endWriting() {
        bodyReadOnly = true;
    }

    final void requireWritableBody() throws JMSException {
        if (bodyReadOnly) {
            throw Refusals.readOnlyBody();
        }
    }

    final void requireReadableBody() throws JMSException {
        if (!bodyReadOnly) {
            throw Refusals.writeOnlyBody();
        }
    }
}
