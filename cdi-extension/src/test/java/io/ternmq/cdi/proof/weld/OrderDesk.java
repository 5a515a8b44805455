// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.weld;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is to be tested: takes orders and publishes receipts. */
@ApplicationScoped
public class OrderDesk {

    private final List<String> attempts = new CopyOnWriteArrayList<>();

    @Inject
    @Channel("receipts.local")
    private Publisher<Order> receipts;

    /** An order; those that begin with "late" fail twice. */
    @QueueListener("orders")
    @Retry(maxAttempts = 3, delay = "1h", multiplier = 1, maxDelay = "1h")
    public void on(Order order) {
        attempts.add(order.id());
        if (order.id().startsWith("late") && attempts.size() < 3) {
            throw new IllegalStateException("not yet");
        }
        receipts.publish(new Order("receipt " + order.id()));
    }

    /** What was tried. */
    public List<String> attempts() {
        return List.copyOf(attempts);
    }
}
