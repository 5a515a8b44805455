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

    BrowserHandle(Bound<QueueBrowser> browser) {
        this.browser = browser;
    }

    @Override
    public Queue getQueue() throws JMSException {
        return browser.get().getQueue();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        return browser.get().getMessageSelector();
    }

    @Override
    public Enumeration<?> getEnumeration() throws JMSException {
        return browser.owner().get(() -> browser.get().getEnumeration());
    }

    @Override
    public void close() throws JMSException {
        browser.close();
    }
}
