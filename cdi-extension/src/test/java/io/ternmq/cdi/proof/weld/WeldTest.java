// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.weld;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.container.TernExtension;
import io.ternmq.cdi.proof.Order;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jboss.weld.junit.MockBean;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A container and a broker for each test; hours pass when the test says so. */
@EnableWeld
class WeldTest {

    private final TestBroker broker = TestBroker.start(
            new BrokerSettings(
                    "weld-" + UUID.randomUUID(), BrokerPolicy.defaults(), Map.of(), null, StorePolicy.memory()),
            new Faults(Faults.seedOfThisRun(0)));

    @WeldSetup
    @SuppressWarnings("unchecked") // an array of classes for the variable arguments
    private final WeldInitiator weld = WeldInitiator.from(WeldInitiator.createWeld()
                    .addExtensions(TernExtension.class)
                    .addBeanClasses(OrderDesk.class))
            .addBeans(MockBean.builder()
                    .types(ConnectionFactory.class)
                    .creating(broker.connectionFactory())
                    .build())
            .build();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void anOrderIsTriedAgainEveryHour(OrderDesk desk, Messages messages) {
        assertThat(messages.listeners()).extracting(ListenerView::channel).containsExactly(Channel.queue("orders"));
        List<String> receipts = new CopyOnWriteArrayList<>();
        try (Messaging outside = Messaging.over(broker.connectionFactory());
                Publisher<Order> publisher = outside.publisher(Order.class).open()) {
            var subscription = outside.subscriber(Channel.topic("receipts.*"), Order.class)
                    .handle(receipt -> receipts.add(receipt.body().id()));
            publisher.publish(Outgoing.to(Channel.queue("orders")).body(new Order("late 1")));
            await("the first attempt", () -> desk.attempts().size() == 1);
            await("the receipt", () -> !receipts.isEmpty(), () -> {
                broker.clock().advance(Duration.ofMinutes(1));
                LockSupport.parkNanos(500_000);
            });
            subscription.close();
        }
        assertThat(receipts).containsExactly("receipt late 1");
        assertThat(desk.attempts()).hasSize(3);
        assertThat(weld.select(OrderDesk.class).isResolvable()).isTrue();
    }
}
