// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.arquillian;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rings for orders, and hears it. */
@ApplicationScoped
public class Bell {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Inject
    @Channel("queue://rings")
    private Publisher<Order> rings;

    /** The connection factory of the archive. */
    @Produces
    @Singleton
    public static ConnectionFactory factory() {
        return new TernConnectionFactory("vm://arquillian?store=memory");
    }

    /** Rings. */
    public void ring(String id) {
        rings.publish(new Order(id));
    }

    /** It has rung. */
    @QueueListener("rings")
    public void on(Order order) {
        heard.add(order.id());
    }

    /** What was heard. */
    public List<String> heard() {
        return List.copyOf(heard);
    }
}
