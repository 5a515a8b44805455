// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSPasswordCredential;
import jakarta.jms.JMSSessionMode;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of an injection point say. Points with equal keys share a context, others do not.
 *
 * @param factory  name of the connection factory, empty for the default one
 * @param user     who connects, or null
 * @param password the password of that, or null; not shown
 * @param mode     of the session outside of transactions
 */
record ContextKey(String factory, @Nullable String user, @Nullable String password, int mode) implements Serializable {

    /** Nothing is said. */
    static final ContextKey DEFAULT = new ContextKey("", null, null, JMSContext.AUTO_ACKNOWLEDGE);

    /**
     * Reads annotations. A mode that would need a call that is refused means the usual one, as it does in servers.
     *
     * @param point the injection point, or null when a program has asked the container for a context
     */
    static ContextKey of(@Nullable Annotated point) {
        if (point == null) {
            return DEFAULT;
        }
        JMSConnectionFactory factory = point.getAnnotation(JMSConnectionFactory.class);
        JMSPasswordCredential credential = point.getAnnotation(JMSPasswordCredential.class);
        JMSSessionMode mode = point.getAnnotation(JMSSessionMode.class);
        boolean isLazy = mode != null && mode.value() == JMSContext.DUPS_OK_ACKNOWLEDGE;
        return new ContextKey(
                factory == null ? "" : factory.value(),
                credential == null ? null : credential.userName(),
                credential == null ? null : credential.password(),
                isLazy ? JMSContext.DUPS_OK_ACKNOWLEDGE : JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public String toString() {
        return "ContextKey[factory=" + factory + ", user=" + user + ", mode=" + mode + ']';
    }
}
