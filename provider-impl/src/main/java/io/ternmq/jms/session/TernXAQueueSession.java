// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.client.session.ClientSession;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.XAQueueSession;
import javax.transaction.xa.XAResource;

/** A session for queues only whose transactions a manager begins and ends; see {@link TernXASession}. */
final class TernXAQueueSession extends TernQueueSession implements XAQueueSession {

    private final XAResource resource;

    TernXAQueueSession(TernConnection connection, ClientSession core) {
        super(connection, core, SESSION_TRANSACTED);
        this.resource = new TernXAResource(core.branches());
    }

    @Override
    public QueueSession getQueueSession() {
        return this;
    }

    @Override
    public Session getSession() {
        return this;
    }

    @Override
    public XAResource getXAResource() {
        return resource;
    }
}
