// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More commands than the queue of the broker takes: those that nobody waits for are not lost. */
class FullCommandQueueTest {

    private static final int SMALLEST_QUEUE = 64;
    private static final int MANY = 4 * SMALLEST_QUEUE;
    private static final Address QUEUE = Address.queue("q");

    private int delivered;

    @Test
    void losesNothingThatIsPostedFromInsideATurn() {
        BrokerPolicy policy = new BrokerPolicy(1 << 24, SMALLEST_QUEUE);
        BrokerSettings settings = new BrokerSettings("full-command-queue", policy, Map.of());
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(settings)) {
            Link[] link = new Link[1];
            link[0] = broker.connector().open(new Greedy(link));
            link[0].request(new Connect(null, null, null), ReplyHandler.IGNORE);
            link[0].request(new OpenConsumer(1, new Source.OfQueue(QUEUE), null), ReplyHandler.IGNORE);
            link[0].post(new Credit(1, 1));

            for (int i = 0; i <= MANY; i++) {
                FrozenMessage message = FrozenMessage.to(QUEUE, new MessageId("p", i)).build();
                link[0].request(new Send(message, 0), ReplyHandler.IGNORE);
            }

            assertThat(delivered).isEqualTo(MANY + 1);
            assertThat(broker.statistics().queue("q").orElseThrow().totals().acknowledged()).isEqualTo(MANY + 1);
        }
    }

    /** Gives all its credit in many small pieces when it gets its first message, inside the turn of the broker. */
    private final class Greedy implements LinkEvents {

        private final Link[] link;

        Greedy(Link[] link) {
            this.link = link;
        }

        @Override
        public void onEvent(Event event) {
            if (event instanceof Event.Deliver delivery) {
                delivered++;
                for (int i = 0; delivered == 1 && i < MANY; i++) {
                    link[0].post(new Credit(1, 1));
                }
                link[0].postLazily(new Acknowledge(1, delivery.delivery(), 0));
            }
        }

        @Override
        public void onLost(ProviderException reason) {
            assertThat(reason).hasMessageContaining("stopped");
        }
    }
}
