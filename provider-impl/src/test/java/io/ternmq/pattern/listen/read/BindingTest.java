// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.pattern.PatternStage;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Call.Given;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a method is called with, out of messages that a broker has delivered. */
@SuppressWarnings("UnusedVariable") // what a method takes is what is tested
class BindingTest {

    private static final Channel ORDERS = Channel.queue("orders");

    private static @Nullable PatternStage stage;

    /** A body. */
    public record Order(int number, String customer) {}

    enum Region {
        EU,
        US
    }

    /** Notes what its methods are called with. */
    abstract static class Notes {
        final List<@Nullable Object> taken = new ArrayList<>();

        void note(@Nullable Object... values) {
            taken.addAll(Arrays.asList(values));
        }
    }

    @BeforeAll
    static void open() {
        stage = new PatternStage();
    }

    @AfterAll
    static void close() {
        stage().close();
    }

    private static PatternStage stage() {
        PatternStage open = stage;
        if (open == null) {
            throw new AssertionError("There is no stage");
        }
        return open;
    }

    private static Call callOf(Notes bean) {
        Seen seen = Seen.nothing(false);
        CollectedPlan plan = Told.plan(seen);
        plan.add(BeanSource.of(bean));
        assertThatThrownBy(() -> plan.start(NoMessaging.make(), null)).hasMessage(Seen.SEEN);
        return seen.declared().get(0).call();
    }

    private static Incoming<?> sent(Outgoing<?> message, Call call) throws Exception {
        PayloadType<?> type = call.body().type() == Void.class ? PayloadType.of(Message.class) : call.body();
        return stage().tools().forms().read(stage().passOn(message), type);
    }

    private static List<@Nullable Object> calledWith(Notes bean, Outgoing<?> message) throws Exception {
        Call call = callOf(bean);
        call.on(bean, Given.of(List.of(sent(message, call))));
        return bean.taken;
    }

    // --- bodies -------------------------------------------------------------------------------------------------

    @Test
    void givesTheBodyInItsType() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(Order order) {
                note(order);
            }
        }
        Order order = new Order(7, "Ada");
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).body(order))).containsExactly(order);
    }

    @Test
    void givesTheMessageAroundTheBody() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(Incoming<Order> order, Message message, TextMessage text, TraceContext trace) throws Exception {
                note(order.body(), order.type(), message.getJMSType(), text.getText(), trace.traceparent());
            }
        }
        TraceContext trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, null);
        Order order = new Order(7, "Ada");
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).type("order.made").trace(trace).body(order)))
                .containsExactly(order, "order.made", "order.made", "{\"customer\":\"Ada\",\"number\":7}",
                        trace.traceparent());
    }

    @Test
    void givesAPrimitive() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(int number) {
                note(number);
            }
        }
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).body(42))).containsExactly(42);
    }

    @Test
    void needsNoBody() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on() {
                note("called");
            }
        }
        Bean bean = new Bean();
        Call call = callOf(bean);
        assertThat(call.body().type()).isEqualTo(Void.class);
        call.on(bean, Given.of(List.of()));
        assertThat(bean.taken).containsExactly("called");
    }

    @Test
    void givesABatchOfBodies() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            @Batch(size = 10, timeout = "1s")
            void on(List<Order> orders) {
                note(orders.toArray());
            }
        }
        Bean bean = new Bean();
        Call call = callOf(bean);
        Order one = new Order(1, "Ada");
        Order two = new Order(2, "Bob");
        call.on(bean, Given.of(List.of(
                sent(Outgoing.to(ORDERS).body(one), call), sent(Outgoing.to(ORDERS).body(two), call))));
        assertThat(bean.taken).containsExactly(one, two);
    }

    @Test
    void givesABatchOfMessages() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            @Batch(size = 10, timeout = "1s")
            void on(List<Incoming<Order>> orders) {
                orders.forEach(order -> note(order.body().number()));
            }
        }
        Bean bean = new Bean();
        Call call = callOf(bean);
        call.on(bean, Given.of(List.of(sent(Outgoing.to(ORDERS).body(new Order(5, "Ada")), call))));
        assertThat(bean.taken).containsExactly(5);
    }

    @Test
    void givesTheHandle() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(String text, Acknowledgement handle) {
                note(text);
                handle.acknowledge();
            }
        }
        Bean bean = new Bean();
        Call call = callOf(bean);
        assertThat(call.settles()).isTrue();
        call.on(bean, new Given(List.of(sent(Outgoing.to(ORDERS).body("a"), call)), new Noting(bean), null));
        assertThat(bean.taken).containsExactly("a", "acknowledged");
    }

    record Noting(Notes notes) implements Acknowledgement {
        @Override
        public void acknowledge() {
            notes.note("acknowledged");
        }

        @Override
        public void fail(Throwable reason) {
            notes.note(reason);
        }

        @Override
        public void reject(Throwable reason) {
            notes.note(reason);
        }
    }

    @Test
    void givesTheMomentToWhatRunsThen() throws Exception {
        class Bean extends Notes {
            @Scheduled(cron = "@daily", name = "cleaning")
            void on(@Nullable ScheduleView view) {
                note(view);
            }
        }
        Bean bean = new Bean();
        callOf(bean).on(bean, new Given(List.of(), null, null));
        assertThat(bean.taken).containsExactly((Object) null);
    }

    @Test
    void refusesAnotherKindOfMessage() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(BytesMessage message) {
                note(message);
            }
        }
        assertThatThrownBy(() -> calledWith(new Bean(), Outgoing.to(ORDERS).body("text")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("takes a BytesMessage");
    }

    // --- headers and properties -----------------------------------------------------------------------------------

    @Test
    void givesHeaders() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(
                    @MessageHeader("JMSType") String type,
                    @MessageHeader("JMSPriority") int priority,
                    @MessageHeader("JMSRedelivered") boolean again,
                    @MessageHeader("JMSDestination") Channel channel,
                    @MessageHeader("JMSDestination") Destination destination,
                    @MessageHeader("JMSReplyTo") Optional<Channel> reply) {
                note(type, priority, again, channel, destination != null, reply);
            }
        }
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).type("made").priority(7).body("a")))
                .containsExactly("made", 7, false, ORDERS, true, Optional.empty());
    }

    @Test
    void givesHeadersThatAreMoments() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(
                    @MessageHeader("JMSTimestamp") long sent,
                    @MessageHeader("JMSTimestamp") Instant sentAt,
                    @MessageHeader("JMSExpiration") @Nullable Instant end,
                    @MessageHeader("JMSCorrelationID") @Nullable String correlation) {
                note(Instant.ofEpochMilli(sent).equals(sentAt), end, correlation);
            }
        }
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).body("a"))).containsExactly(true, null, null);
    }

    @Test
    void convertsPropertiesAsTheSpecificationSays() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(
                    @MessageProperty("number") long wider,
                    @MessageProperty("number") String text,
                    @MessageProperty("digits") int read,
                    @MessageProperty("flag") Boolean flag,
                    @MessageProperty("region") Region region,
                    @MessageProperty("half") Optional<Double> half) {
                note(wider, text, read, flag, region, half);
            }
        }
        Outgoing<String> message = Outgoing.to(ORDERS)
                .header("number", 12)
                .header("digits", "34")
                .header("flag", true)
                .header("region", "EU")
                .header("half", 0.5)
                .body("a");
        assertThat(calledWith(new Bean(), message)).containsExactly(12L, "12", 34, true, Region.EU,
                Optional.of(0.5));
    }

    @Test
    void givesNothingForAPropertyThatIsNotThere() throws Exception {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(
                    @MessageProperty("none") @Nullable String text,
                    @MessageProperty("none") @Nullable Integer number,
                    @MessageProperty("none") Optional<Region> region) {
                note(text, number, region);
            }
        }
        assertThat(calledWith(new Bean(), Outgoing.to(ORDERS).body("a")))
                .containsExactly(null, null, Optional.empty());
    }

    @Test
    void failsWhenAPrimitiveIsNotThere() {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(@MessageProperty("none") int number) {
                note(number);
            }
        }
        assertThatThrownBy(() -> calledWith(new Bean(), Outgoing.to(ORDERS).body("a")))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_FORMAT))
                .hasMessageContaining("no property none, and the parameter is a primitive int");
    }

    @Test
    void failsWhenAPropertyCannotBeConverted() {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(@MessageProperty("value") int number) {
                note(number);
            }
        }
        Bean bean = new Bean();
        assertThatThrownBy(() -> calledWith(bean, Outgoing.to(ORDERS).header("value", "x").body("a")))
                .hasMessageContaining("The property value cannot be read as Integer");
        assertThatThrownBy(() -> calledWith(bean, Outgoing.to(ORDERS).header("value", 1.5).body("a")))
                .hasMessageContaining("The property value cannot be read as Integer");
        assertThat(bean.taken).isEmpty();
    }

    @Test
    void failsWhenAConstantIsUnknown() {
        class Bean extends Notes {
            @QueueListener("orders")
            void on(@MessageProperty("region") Region region) {
                note(region);
            }
        }
        assertThatThrownBy(() -> calledWith(new Bean(), Outgoing.to(ORDERS).header("region", "ASIA").body("a")))
                .hasMessageContaining("The property region is \"ASIA\", which is none of EU, US");
    }
}
