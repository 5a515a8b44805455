// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.QueueWalk;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import io.ternmq.jms.message.Messages;
import io.ternmq.message.Address;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads a queue page by page without taking anything, whether the connection is started or not. */
final class TernBrowser implements QueueBrowser {

    private final TernSession session;
    private final Address address;
    private final @Nullable String selector;
    private volatile boolean closed;

    private TernBrowser(TernSession session, Address address, @Nullable String selector) {
        this.session = session;
        this.address = address;
        this.selector = selector;
    }

    /** Opens a browser; a queue or selector that the broker refuses is refused here and not while reading. */
    static TernBrowser open(TernSession session, @Nullable Queue queue, @Nullable String selector)
            throws JMSException {
        Address address = TernDestination.addressOf(queue);
        if (!address.isQueue()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, address + " is no queue.");
        }
        session.connection().use();
        String condition = Subscriptions.selectorOf(selector);
        Calls.run(() -> QueueWalk.check(session.connection().core(), address, condition));
        return new TernBrowser(session, address, condition);
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        return (Queue) TernDestination.of(address);
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return selector;
    }

    @Override
    public Enumeration<Message> getEnumeration() throws JMSException {
        requireOpen();
        return new Walk();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() throws JMSException {
        if (closed) {
            throw Calls.closed("browser");
        }
        session.requireOpen();
    }

    /** One walk; refusals while walking are unchecked, since the interface leaves no other way. */
    @SuppressWarnings("JdkObsolete") // the specification wants it
    private final class Walk implements Enumeration<Message> {

        private final QueueWalk core = new QueueWalk(session.connection().core(), address, selector);

        @Override
        public boolean hasMoreElements() {
            return Calls.uncheckedGet(() -> {
                requireOpen();
                return Calls.get(core::hasNext);
            });
        }

        @Override
        public Message nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException("The browser has seen the whole queue.");
            }
            return Messages.received(core.next(), 1, null, session.deliveries().filter());
        }
    }
}
