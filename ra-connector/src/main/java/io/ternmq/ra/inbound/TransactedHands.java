// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Delivers in a transaction of the server: it begins when there is a message, before the session consumes it, so the
 * message belongs to the branch; no transaction is ever begun in vain. Owner: a lane.
 */
final class TransactedHands implements Hands {

    private final Target target;
    private final Session session;
    private final WatchedResource resource;
    private final Bean bean;
    private final Verdicts verdicts;
    private @Nullable MessageListener listener;
    private @Nullable Throwable failure;
    private boolean told;

    TransactedHands(Target target, XASession xa, Verdicts verdicts) throws JMSException {
        this.target = target;
        this.session = xa.getSession();
        this.resource = new WatchedResource(xa.getXAResource());
        this.bean = new Bean(target, resource);
        this.verdicts = verdicts;
        session.setMessageListener(this::tell);
    }

    @Override
    public boolean deliver() {
        MessageEndpoint endpoint;
        try {
            endpoint = bean.endpoint();
            endpoint.beforeDelivery(target.method());
        } catch (ResourceException | NoSuchMethodException | RuntimeException | LinkageError e) {
            verdicts.unavailable(e);
            return false;
        }
        failure = null;
        told = false;
        resource.watch();
        listener = Bean.listener(endpoint);
        boolean ran = runSession();
        boolean ended = end(endpoint);
        judge();
        return ran && ended;
    }

    private boolean runSession() {
        try {
            session.run();
            return true;
        } catch (RuntimeException | Error e) { // the delivery has begun, and is to be ended whatever comes
            failure = e;
            return false;
        }
    }

    /** By the session, which only makes a note of what is thrown, for the dead letter: the transaction decides. */
    private void tell(Message message) {
        told = true;
        try {
            if (listener != null) {
                listener.onMessage(message);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            throw new BeanFailure(e);
        }
    }

    private boolean end(MessageEndpoint endpoint) {
        try {
            endpoint.afterDelivery();
            return true;
        } catch (ResourceException | RuntimeException e) {
            failure = failure == null ? e : failure;
            return false;
        }
    }

    /** A message that was not shown, since the connection was stopped or lost, says nothing about the bean. */
    private void judge() {
        Throwable cause = failure;
        if (!told) {
            return;
        }
        if (cause == null && resource.isUndone()) {
            cause = new ResourceException("the transaction was rolled back");
        }
        if (cause == null) {
            verdicts.delivered();
        } else {
            verdicts.failed(cause);
        }
    }

    @Override
    public void release() {
        bean.release();
    }
}
