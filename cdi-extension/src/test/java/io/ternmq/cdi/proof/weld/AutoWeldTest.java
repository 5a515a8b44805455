// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.weld;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.container.TernExtension;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.weld.junit5.auto.AddBeanClasses;
import org.jboss.weld.junit5.auto.AddExtensions;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.Test;

/** Injects into the test what it uses, and finds the beans by itself. */
@EnableAutoWeld
@AddExtensions(TernExtension.class)
@AddBeanClasses({OrderDesk.class, AutoWeldTest.Receipts.class})
class AutoWeldTest {

    /** Keeps receipts. */
    @ApplicationScoped
    public static class Receipts {

        private final List<String> all = new CopyOnWriteArrayList<>();

        /** A receipt. */
        @TopicListener("receipts.*")
        public void on(Order receipt) {
            all.add(receipt.id());
        }

        /** All of them. */
        public List<String> all() {
            return List.copyOf(all);
        }
    }

    @Produces
    @Singleton
    static ConnectionFactory factory() { // static, because an instance needs what is made with it
        return new TernConnectionFactory("vm://auto-weld?store=memory");
    }

    @Inject
    @Channel("queue://orders")
    private Publisher<Order> orders;

    @Inject
    private Receipts receipts;

    @Inject
    private JMSContext context;

    @Test
    void anOrderLeadsToAReceipt() {
        orders.publish(new Order("1"));
        await("the receipt", () -> !receipts.all().isEmpty());
        assertThat(receipts.all()).containsExactly("receipt 1");
    }

    @Test
    void aContextIsInjectedIntoATest() {
        context.createProducer().send(context.createQueue("plain"), "text");
        assertThat(context.createConsumer(context.createQueue("plain")).receiveBody(String.class, 10_000))
                .isEqualTo("text");
    }
}
