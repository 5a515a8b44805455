// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Delivers without a transaction: the session acknowledges what the bean took. What fails is tried again on the spot
 * as often as the endpoint says; then it goes back and the broker counts. Owner: a lane.
 */
final class PlainHands implements Hands {

    private static final System.Logger LOG = System.getLogger(PlainHands.class.getName());

    /**
     * How often a failed delivery is tried again on the spot.
     *
     * @param again          how often
     * @param intervalMillis wait before each, in milliseconds
     * @param rest           where to wait
     */
    record Tries(int again, long intervalMillis, Rest rest) {
    }

    private final Session session;
    private final Tries tries;
    private final Bean bean;
    private final Verdicts verdicts;
    private @Nullable MessageListener listener;

    PlainHands(Target target, Session session, Tries tries, Verdicts verdicts) throws JMSException {
        this.session = session;
        this.tries = tries;
        this.bean = new Bean(target, null);
        this.verdicts = verdicts;
        session.setMessageListener(this::tell);
    }

    @Override
    public boolean deliver() {
        MessageEndpoint endpoint;
        try {
            endpoint = bean.endpoint();
        } catch (UnavailableException | RuntimeException | LinkageError e) {
            verdicts.unavailable(e);
            return false;
        }
        listener = Bean.listener(endpoint);
        try {
            session.run();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A session of an endpoint ended: " + e.getMessage());
            return false;
        }
    }

    /** By the session: what is thrown here counts as a failed attempt. */
    private void tell(Message message) {
        MessageListener current = listener;
        if (current == null) {
            throw new IllegalStateException("Nobody is there to deliver to.");
        }
        int left = tries.again();
        while (!tried(current, message, left)) {
            left--;
            rewind(message);
        }
        verdicts.delivered();
    }

    /** One try; throws when it was the last. */
    private boolean tried(MessageListener current, Message message, int left) {
        try {
            current.onMessage(message);
            return true;
        } catch (RuntimeException | Error e) {
            if (left <= 0 || !tries.rest().take(tries.intervalMillis())) {
                verdicts.failed(e);
                throw new BeanFailure(e);
            }
            LOG.log(Level.DEBUG, "A delivery failed and is tried again on the spot.", e);
            return false;
        }
    }

    private static void rewind(Message message) {
        try {
            if (message instanceof BytesMessage bytes) {
                bytes.reset();
            } else if (message instanceof StreamMessage stream) {
                stream.reset();
            }
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A message cannot be read from its beginning again.", e);
        }
    }

    @Override
    public void release() {
        bean.release();
    }
}
