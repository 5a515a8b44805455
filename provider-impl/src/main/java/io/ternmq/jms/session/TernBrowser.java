// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import io.ternmq.jms.message.Messages;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Reply;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads a queue page by page without taking anything, whether the connection is started or not. */
final class TernBrowser implements QueueBrowser {

    private static final int PAGE = 64;

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
        TernBrowser browser = new TernBrowser(session, address, Subscriptions.selectorOf(selector));
        browser.page(0, 1);
        return browser;
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

    private Reply.Page page(long position, int limit) throws JMSException {
        Browse request = new Browse(address, selector, position, limit);
        Reply reply = Calls.get(() -> session.connection().core().call(request));
        if (reply instanceof Reply.Page page) {
            return page;
        }
        throw JmsExceptions.of(ErrorCode.INTERNAL, "The broker answered with " + reply + '.');
    }

    /** One walk through the queue; a message that comes or goes meanwhile may be seen or not. */
    @SuppressWarnings("JdkObsolete") // the specification wants it
    private final class Walk implements Enumeration<Message> {

        private final Deque<FrozenMessage> ready = new ArrayDeque<>();
        private long position;

        @Override
        public boolean hasMoreElements() {
            while (ready.isEmpty() && position != Reply.Page.END) {
                Reply.Page page = Calls.uncheckedGet(this::read);
                ready.addAll(page.messages());
                position = page.next();
            }
            return !ready.isEmpty();
        }

        @Override
        public Message nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException("The browser has seen the whole queue.");
            }
            return Messages.received(ready.remove(), 1, null, session.deliveries().filter());
        }

        private Reply.Page read() throws JMSException {
            requireOpen();
            return page(position, PAGE);
        }
    }
}
