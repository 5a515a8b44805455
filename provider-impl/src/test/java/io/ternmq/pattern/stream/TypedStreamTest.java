// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.EventStream;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedStreamTest {

    private final ScriptedBroker broker = new ScriptedBroker();
    private final EventStream<Integer> orders = open("orders");

    private EventStream<Integer> open(String name) {
        return new StreamDoor(ScriptedTools.over(broker)).open(name, Integer.class);
    }

    @Test
    void tellsWhereAnEventIs() {
        assertThat(orders.append("a", 1)).isEqualTo(new Appended(0, 0, 1));
        assertThat(orders.append("b", 2)).isEqualTo(new Appended(1, 0, 1));
        assertThat(orders.append("a", 3)).isEqualTo(new Appended(2, 0, 2));
    }

    @Test
    void sendsWhateverItIsGivenToItsOwnTopic() {
        orders.append(Outgoing.to(io.ternmq.api.pattern.Channel.queue("elsewhere")).body(7));
        assertThat(orders.event(0)).map(Incoming::body).contains(7);
    }

    @Test
    void usesASessionAgain() {
        orders.append(1);
        orders.append(2);
        assertThat(broker.openSessions).isEqualTo(1);
        orders.close();
        assertThat(broker.openSessions).isZero();
    }

    @Test
    void appendsNothingAfterItWasClosed() {
        orders.close();
        assertThatThrownBy(() -> orders.append(1))
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void appendsAllOrNone() {
        assertThatThrownBy(() -> orders.appendAll(List.of(outgoing(1), outgoing(-1))))
                .isInstanceOf(PayloadException.class);
        assertThat(broker.streams).isEmpty();
        assertThat(orders.appendAll(List.of(outgoing(1), outgoing(2))))
                .extracting(Appended::offset).containsExactly(0L, 1L);
        assertThat(broker.commits).isEqualTo(1);
    }

    private Outgoing<Integer> outgoing(int number) {
        return Outgoing.to(orders.channel()).body(number);
    }

    @Test
    void expectsAVersionOfEachEvent() {
        assertThat(orders.appendExpecting("a", 0, List.of(1, 2, 3)))
                .extracting(Appended::version).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(() -> orders.appendExpecting("a", 2, List.of(4)))
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThatIllegalArgumentException().isThrownBy(() -> orders.appendExpecting("a", 3, List.of()));
        assertThat(orders.appendExpecting("a", 3, List.of(4))).hasSize(1);
    }

    @Test
    void takesTheReasonOfARollbackForTheRollback() {
        JMSException rolledBack = new JMSException("rolled back", ErrorCode.TRANSACTION_ROLLED_BACK.code());
        rolledBack.initCause(new ProviderException(ErrorCode.VERSION_CONFLICT, "has version 5"));
        broker.commitFailures.add(rolledBack);
        assertThatThrownBy(() -> orders.appendExpecting("a", 0, List.of(1, 2)))
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
    }

    @Test
    void writesTheTraceOfTheThread() throws JMSException {
        TraceContext trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, null);
        try (TraceContext.Scope scope = trace.makeCurrent()) {
            assertThat(scope).isNotNull();
            orders.append(1);
        }
        assertThat(broker.streams.get("orders").get(0).getStringProperty("traceparent"))
                .isEqualTo(trace.traceparent());
    }

    @Test
    void tellsAnEventThatIsGoneFromOneThatIsToCome() {
        orders.append("a", 1);
        orders.append("a", 2);
        orders.append("a", 3);
        broker.gone.addAll(List.of(0L, 2L));
        assertThat(orders.event(3)).isEmpty();
        assertThat(orders.event(1)).map(Incoming::body).contains(2);
        assertThatThrownBy(() -> orders.event(0))
                .hasMessageContaining("the oldest one is 1")
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.UNKNOWN_OFFSET);
        orders.append("a", 4);
        assertThatThrownBy(() -> orders.event(2)).hasMessageContaining("a later event of its key");
        assertThat(orders.event(3)).map(Incoming::offset).contains(3L);
    }

    @Test
    void saysWhatItNeedsOverAnotherProvider() {
        Connection foreign = ScriptedBroker.proxy(
                Connection.class, AutoCloseable.class, (self, method, args) -> null);
        StreamDoor door = new StreamDoor(ScriptedTools.over(broker, foreign));
        assertThatThrownBy(() -> door.open("orders", Integer.class))
                .hasMessageContaining("need a TernMQ broker")
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
    }

    @Test
    void refusesATopicThatKeepsNothing() {
        broker.keepsNothing = true;
        assertThatThrownBy(() -> orders.append(1))
                .asInstanceOf(type(ProviderException.class))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void isOpenedByItsBareName() {
        assertThatIllegalArgumentException().isThrownBy(() -> open("orders?replay=earliest"));
    }

    @Test
    void readsHeadersOfItsOwn() {
        orders.append(Outgoing.to(orders.channel()).key("k").header("region", "north").body(1));
        Incoming<Integer> event = orders.event(0).orElseThrow();
        assertThat(event.key()).isEqualTo("k");
        assertThat(broker.streams.get("orders")).hasSize(1);
        assertThat(event.message()).satisfies(message ->
                assertThat(message.getStringProperty(MessageProperties.KEY)).isEqualTo("k"));
    }
}
