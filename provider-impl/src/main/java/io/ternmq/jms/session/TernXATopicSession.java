// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.client.session.ClientSession;
import jakarta.jms.TopicSession;
import jakarta.jms.Session;
import jakarta.jms.XATopicSession;
import javax.transaction.xa.XAResource;

/** A session for topics only whose transactions a manager begins and ends; see {@link TernXASession}. */
final class TernXATopicSession extends TernTopicSession implements XATopicSession {

    private final XAResource resource;

    TernXATopicSession(TernConnection connection, ClientSession core) {
        super(connection, core, SESSION_TRANSACTED);
        this.resource = new TernXAResource(core.branches());
    }

    @Override
    public TopicSession getTopicSession() {
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
