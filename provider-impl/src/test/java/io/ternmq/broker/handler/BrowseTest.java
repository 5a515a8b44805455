// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrowseTest {

    private final CoreHarness core = CoreHarness.plain();
    private final TestClient client = core.connect();

    private List<String> texts(@Nullable String selector, int pageSize) {
        List<String> texts = new ArrayList<>();
        long position = 0;
        while (position != Reply.Page.END) {
            Reply.Page page = client.browse("q", selector, position, pageSize);
            assertThat(page.messages()).hasSizeLessThanOrEqualTo(pageSize);
            page.messages().stream().map(TestClient::text).forEach(texts::add);
            position = page.next();
        }
        return texts;
    }

    @Test
    void pagesInOrderOfDelivery() {
        for (int i = 0; i < 6; i++) {
            client.send(core.toQueue("q").priority(i % 2 == 0 ? 9 : 0)).done();
        }
        for (int pageSize = 1; pageSize <= 7; pageSize++) {
            assertThat(texts(null, pageSize)).as("%d at a time", pageSize)
                    .containsExactly("m1", "m3", "m5", "m2", "m4", "m6");
        }
    }

    @Test
    void showsWhatIsInFlightButNotWhatIsLateOrEarly() {
        long now = core.time().millis();
        client.send(core.toQueue("q")).done();
        client.send(core.toQueue("q").expirationMillis(now + 5)).done();
        client.send(core.toQueue("q").deliveryTimeMillis(now + 500)).done();
        client.consume("q", 1);
        core.time().skip(5);

        assertThat(texts(null, 10)).containsExactly("m1");
    }

    @Test
    void filtersBySelector() {
        for (int i = 0; i < 5; i++) {
            client.send(core.toQueue("q").properties(CoreHarness.properties("odd", i % 2 == 1))).done();
        }
        assertThat(texts("odd = TRUE", 1)).containsExactly("m2", "m4");
    }

    @Test
    void neitherRepeatsNorHidesWhenMessagesComeAndGoBetweenPages() {
        for (int i = 0; i < 4; i++) {
            client.send(core.toQueue("q")).done();
        }
        Reply.Page first = client.browse("q", null, 0, 2);
        long consumer = client.consume("q", 3);
        client.settle(consumer, Outcome.ACCEPTED, client.takeDeliveries(consumer).get(0).delivery());
        client.send(core.toQueue("q")).done();
        Reply.Page second = client.browse("q", null, first.next(), 10);

        assertThat(second.messages()).extracting(TestClient::text).containsExactly("m3", "m4", "m5");
        assertThat(second.next()).isEqualTo(Reply.Page.END);
    }

    @Test
    void showsARedeliveredDelayedMessageAfterARestart() {
        client.send(core.toQueue("q").priority(9).deliveryTimeMillis(core.time().millis() + 5)).done();
        core.time().advance(5);
        long consumer = client.consume("q", 1);
        Event.Deliver delivery = client.takeOne(consumer);
        client.settle(consumer, Outcome.RELEASED, delivery.delivery());
        core.restart();

        List<FrozenMessage> seen =
                ((Reply.Page) core.connect().ask(new io.ternmq.protocol.Browse(
                        io.ternmq.message.Address.queue("q"), null, 0, 10)).get()).messages();
        assertThat(seen).hasSize(1);
    }

    @Test
    void findsNothingInAQueueThatWasNeverUsed() {
        assertThat(texts(null, 3)).isEmpty();
        assertThat(core.statistics().queues()).isEmpty();
    }
}
