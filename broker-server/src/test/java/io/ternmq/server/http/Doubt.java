// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.client.TernXAConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.XAJMSContext;
import java.util.function.Function;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A transaction manager that prepares a branch and, for the time being, does not come back. */
public record Doubt(int getFormatId) implements Xid {

    /** A branch of this format. */
    public static Doubt number(int format) {
        return new Doubt(format);
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return new byte[] {10, 27};
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {44};
    }

    /** Prepares the branch, which sends a text. */
    public Doubt prepare(Site site, Function<XAJMSContext, Destination> destination) {
        return ask(site, (context, resource) -> {
            resource.start(this, XAResource.TMNOFLAGS);
            context.createProducer().send(destination.apply(context), "in doubt");
            resource.end(this, XAResource.TMSUCCESS);
            resource.prepare(this);
        });
    }

    /** The manager comes back and says what it wants. */
    public Doubt ask(Site site, Step step) {
        try (XAJMSContext context = new TernXAConnectionFactory("vm://" + site.broker().name()).createXAContext()) {
            step.take(context, context.getXAResource());
            return this;
        } catch (XAException | JMSException e) {
            throw new AssertionError("XA code " + (e instanceof XAException xa ? xa.errorCode : 0), e);
        }
    }

    /** What a manager does. */
    @FunctionalInterface
    public interface Step {

        /** Does it. */
        void take(XAJMSContext context, XAResource resource) throws XAException, JMSException;
    }
}
