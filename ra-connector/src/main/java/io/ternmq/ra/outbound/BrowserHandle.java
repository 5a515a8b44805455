// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The browser that a program has. */
final class BrowserHandle implements QueueBrowser {

    private final Bound<QueueBrowser> browser;
    private volatile boolean closed;

    BrowserHandle(Bound<QueueBrowser> browser) {
        this.browser = browser;
    }

    private QueueBrowser browser() throws JMSException {
        if (closed) {
            throw Refusals.closed("browser");
        }
        return browser.get();
    }

    @Override
    public Queue getQueue() throws JMSException {
        return browser().getQueue();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        return browser().getMessageSelector();
    }

    @Override
    public Enumeration<?> getEnumeration() throws JMSException {
        return browser.owner().get(() -> browser().getEnumeration());
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        browser.close();
    }
}
