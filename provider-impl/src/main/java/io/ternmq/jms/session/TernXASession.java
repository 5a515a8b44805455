// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.client.session.ClientSession;
import jakarta.jms.Session;
import jakarta.jms.XASession;
import javax.transaction.xa.XAResource;

/**
 * A session whose transactions a manager begins and ends. Outside of them it is not transacted: what it sends is sent
 * at once and what it receives is acknowledged automatically.
 */
final class TernXASession extends TernSession implements XASession {

    private final XAResource resource;

    TernXASession(TernConnection connection, ClientSession core) {
        super(connection, core, SESSION_TRANSACTED);
        this.resource = new TernXAResource(core.branches());
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
