// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.MessageListener;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.lang.System.Logger.Level;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** What the server gave a lane to deliver to; asked for when there is the first message. Owner: a lane. */
final class Bean {

    private static final System.Logger LOG = System.getLogger(Bean.class.getName());

    private final Target target;
    private final @Nullable XAResource resource;
    private @Nullable MessageEndpoint endpoint;

    Bean(Target target, @Nullable XAResource resource) {
        this.target = target;
        this.resource = resource;
    }

    /** The server's end. */
    MessageEndpoint endpoint() throws UnavailableException {
        MessageEndpoint known = endpoint;
        if (known == null) {
            known = target.factory().createEndpoint(resource);
            endpoint = known;
        }
        return known;
    }

    /** The same as a listener. */
    static MessageListener listener(MessageEndpoint endpoint) {
        return (MessageListener) endpoint;
    }

    void release() {
        MessageEndpoint known = endpoint;
        endpoint = null;
        if (known != null) {
            try {
                known.release();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "The server did not take an endpoint back.", e);
            }
        }
    }
}
