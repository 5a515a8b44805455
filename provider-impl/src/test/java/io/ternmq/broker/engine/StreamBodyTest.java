// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.DeleteStream;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long the large bodies of events live: with their stream, and with whoever has them in hand. */
class StreamBodyTest {

    private static final int LENGTH = 5;

    private CoreHarness core = core(StreamPolicy.DEFAULT.withCompact(true));
    private TestClient client = core.connect();
    private long uploads;

    private static CoreHarness core(StreamPolicy policy) {
        return CoreHarness.paging(
                new ShiftingMedium(),
                BrokerPolicy.defaults(),
                Map.of("s", DestinationPolicy.DEFAULT.withStream(policy)),
                new Paging(2, 8, 2, 5));
    }

    private void append(String key) {
        long upload = ++uploads;
        client.ask(new PutPart(upload, Bytes.copyOf(new byte[LENGTH]))).done();
        assertThat(client.send(core.toTopic("s")
                        .properties(CoreHarness.properties(MessageProperties.KEY, key))
                        .body(new LargeBody(upload, LENGTH, null)))
                .get()).isInstanceOf(Reply.Appended.class);
    }

    private long read(boolean noAck) {
        StreamReading reading = new StreamReading(new StreamPosition.Earliest(), false, null, 0, noAck);
        long consumer = client.open(new Source.OfStream(Address.topic("s"), null, false, reading, 0), null);
        client.credit(consumer, 10);
        return consumer;
    }

    private Reply fetch(Event.Deliver event) {
        return client.ask(new FetchPart(((LargeBody) event.message().body()).number(), 0)).get();
    }

    private int bodies() {
        return core.state().bodies().size();
    }

    @Test
    void outliveTheBrokerWithTheirStream() {
        append("a");
        append("b");
        core.restart();
        core.checkpoint();
        core.restart();
        client = core.connect();

        assertThat(bodies()).isEqualTo(2);
        for (boolean noAck : new boolean[] {true, false}) {
            assertThat(client.takeDeliveries(read(noAck)))
                    .hasSize(2)
                    .allMatch(event -> fetch(event) instanceof Reply.Part);
        }
    }

    @Test
    void goWhenTheEventGoes() {
        append("a");
        append("a");
        append("b");
        assertThat(bodies()).isEqualTo(2);
        core.restart();
        assertThat(bodies()).isEqualTo(2);
        client = core.connect();
        client.ask(new DeleteStream("s")).done();

        assertThat(bodies()).isZero();
        core.restart();
        assertThat(bodies()).isZero();
    }

    @Test
    void stayInTheHandsOfAReaderUntilThatIsDone() {
        append("a");
        long consumer = read(false);
        Event.Deliver event = client.takeOne(consumer);
        append("a");

        assertThat(bodies()).isEqualTo(2);
        assertThat(fetch(event)).isInstanceOf(Reply.Part.class);
        client.settle(consumer, Outcome.ACCEPTED, event.delivery());
        assertThat(bodies()).isEqualTo(1);
    }
}
