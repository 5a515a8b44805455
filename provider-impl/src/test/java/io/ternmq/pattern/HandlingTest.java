// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.client.HandClock;
import io.ternmq.pattern.Handling.Outcome;
import io.ternmq.pattern.Handling.Spec;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandlingTest {

    private static final PayloadType<String> TEXT = PayloadType.of(String.class);
    private static final Spec<String> SPEC = Spec.of(TEXT, PatternStage.ORDERS);
    private static final ErrorPolicy THREE_TIMES =
            ErrorPolicy.DEFAULT.withRetry(3, Duration.ofSeconds(10), 2, Duration.ofMinutes(1));
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, null);

    private final PatternStage stage = new PatternStage();
    private final List<String> seen = new ArrayList<>();
    private Session session;
    private MessageConsumer consumer;

    HandlingTest() throws JMSException {
        session = stage.tools.session(Session.SESSION_TRANSACTED);
        consumer = session.createConsumer(session.createQueue("orders"));
    }

    @BeforeEach
    void sendOne() throws JMSException {
        stage.send(Outgoing.to(PatternStage.ORDERS).kind(MessageKind.EVENT).header("mine", 1).trace(TRACE).body("one"));
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private Outcome handle(Handling<String> handling, MessageHandler<String> handler) throws JMSException {
        return handling.handle(consumer.receive(), session, handler);
    }

    private void fail(Incoming<String> message) {
        seen.add(message.body());
        throw new UnsupportedOperationException("never " + seen.size());
    }

    @Test
    void commitsWhatWasHandled() throws JMSException {
        Handling<String> handling = new Handling<>(stage.tools, SPEC);

        assertThat(handle(handling, message -> seen.add(message.body()))).isEqualTo(Outcome.HANDLED);

        session.close();
        assertThat(seen).containsExactly("one");
        assertThat(stage.isEmpty("orders")).isTrue();
        assertThat(handling.metrics().processed()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatThePredicateDoesNotWant() throws JMSException {
        Handling<String> handling =
                new Handling<>(stage.tools, SPEC.withFilter(message -> message.body().startsWith("two")));

        assertThat(handle(handling, message -> seen.add(message.body()))).isEqualTo(Outcome.FILTERED);

        session.close();
        assertThat(seen).isEmpty();
        assertThat(stage.isEmpty("orders")).isTrue();
        assertThat(handling.metrics().filtered()).isEqualTo(1);
    }

    @Test
    void sendsWhatHasFailedForGoodToTheDeadLetters() throws JMSException {
        Handling<String> handling = new Handling<>(stage.tools, SPEC);

        assertThat(handle(handling, this::fail)).isEqualTo(Outcome.DEAD_LETTERED);

        Message dead = stage.receive("DLQ.orders");
        Incoming<String> message = stage.forms.read(dead, TEXT);
        assertThat(message.body()).isEqualTo("one");
        assertThat(message.kind()).isEqualTo(MessageKind.EVENT);
        assertThat(message.headers())
                .containsEntry("mine", 1)
                .containsEntry(MessageProperties.DEAD_LETTER_REASON, "MAX_DELIVERY_ATTEMPTS")
                .containsEntry(MessageProperties.DEAD_LETTER_ATTEMPTS, 1)
                .containsEntry(MessageProperties.ORIGINAL_DESTINATION, "queue://orders")
                .containsEntry(TraceContext.TRACEPARENT, TRACE.traceparent());
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("never 1");
        assertThat(handling.metrics().failed()).isEqualTo(1);
    }

    @Test
    void namesTheDeadLettersOfASubscription() throws JMSException {
        Channel pattern = Channel.topic("news.*");
        Session other = stage.tools.session(Session.SESSION_TRANSACTED);
        MessageConsumer subscriber = other.createSharedDurableConsumer(other.createTopic("news.*"), "desk");
        stage.send(Outgoing.to(Channel.topic("news.sport")).body("goal"));
        Handling<String> handling = new Handling<>(stage.tools, Spec.of(TEXT, pattern).withSubscription("desk"));

        assertThat(handling.handle(subscriber.receive(), other, this::fail)).isEqualTo(Outcome.DEAD_LETTERED);

        Message dead = stage.receive("DLQ.news.sport.desk");
        assertThat(dead.getStringProperty(MessageProperties.ORIGINAL_DESTINATION)).isEqualTo("topic://news.sport");
        assertThat(dead.getStringProperty(MessageProperties.ORIGINAL_SUBSCRIPTION)).isEqualTo("desk");
    }

    @Test
    void triesAgainAfterGrowingPausesOfTheBrokersClock() throws Exception {
        Handling<String> handling = new Handling<>(stage.tools, SPEC.withPolicy(THREE_TIMES));
        Message message = consumer.receive();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    return unchecked(() -> handling.handle(message, session, this::failTwice));
                },
                stage.threads);

        for (int millis : List.of(10_000, 20_000)) {
            stage.clock.awaitAsleep(thread.get());
            stage.clock.advanceMillis(millis - 1);
            assertThat(outcome).isNotDone();
            long retried = handling.metrics().retried();
            stage.clock.advanceMillis(1);
            HandClock.awaitTrue(() -> handling.metrics().retried() > retried, "the next attempt");
        }

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.HANDLED);
        assertThat(handling.metrics().retried()).isEqualTo(2);
        assertThat(handling.metrics().failed()).isZero();
    }

    private void failTwice(Incoming<String> message) {
        if (seen.size() < 2) {
            fail(message);
        }
    }

    private interface Asking<V> {

        V ask() throws JMSException;
    }

    private static <V> V unchecked(Asking<V> asking) {
        try {
            return asking.ask();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesAMessageBackWhenItIsEndedInAPause() throws Exception {
        Handling<String> handling = new Handling<>(stage.tools, SPEC.withPolicy(THREE_TIMES));
        Message message = consumer.receive();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    return unchecked(() -> handling.handle(message, session, this::fail));
                },
                stage.threads);
        stage.clock.awaitAsleep(thread.get());

        handling.end();

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
        session.close();
        assertThat(stage.isEmpty("orders")).isFalse();
    }

    @Test
    void sendsABodyThatDoesNotFitAwayAtOnce() throws JMSException {
        Handling<Integer> handling = new Handling<>(
                stage.tools,
                Spec.of(PayloadType.of(Integer.class), PatternStage.ORDERS)
                        .withPolicy(THREE_TIMES.withThen(ErrorPolicy.Then.REDELIVER)));

        assertThat(handling.handle(consumer.receive(), session, message -> seen.add("called")))
                .isEqualTo(Outcome.DEAD_LETTERED);

        Message dead = stage.receive("DLQ.orders");
        assertThat(seen).isEmpty();
        assertThat(dead.getBody(String.class)).isEqualTo("one");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_REASON)).isEqualTo("PAYLOAD_UNREADABLE");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_PATH)).isEqualTo("$");
    }

    @Test
    void givesBackOrDropsOrStopsAsThePolicySays() throws JMSException {
        Handling<String> redelivering = handlingThen(ErrorPolicy.Then.REDELIVER);
        Handling<String> stopping = handlingThen(ErrorPolicy.Then.STOP);
        Handling<String> dropping = handlingThen(ErrorPolicy.Then.DROP);

        assertThat(handle(redelivering, this::fail)).isEqualTo(Outcome.RETURNED);
        assertThat(handle(stopping, this::fail)).isEqualTo(Outcome.STOPPED);
        Message again = consumer.receive();
        assertThat(stage.forms.read(again, TEXT).attempt()).isEqualTo(3);
        assertThat(dropping.handle(again, session, this::fail)).isEqualTo(Outcome.DROPPED);

        session.close();
        assertThat(stage.isEmpty("orders")).isTrue();
        assertThat(stage.isEmpty("DLQ.orders")).isTrue();
    }

    private Handling<String> handlingThen(ErrorPolicy.Then then) {
        return new Handling<>(stage.tools, SPEC.withPolicy(ErrorPolicy.DEFAULT.withThen(then)));
    }

    @Test
    void commitsWhatTheClosingSendsTogetherWithTheMessage() throws JMSException {
        Handling<String> handling = new Handling<>(stage.tools, SPEC);

        handling.handle(
                consumer.receive(),
                session,
                message -> seen.add(message.body()),
                () -> session.createProducer(session.createQueue("next")).send(session.createTextMessage("on")));

        assertThat(stage.receive("next").getBody(String.class)).isEqualTo("on");
    }

    @Test
    void rollsBackWhenTheClosingFails() throws JMSException {
        Handling<String> handling = new Handling<>(stage.tools, SPEC);
        Message message = consumer.receive();

        assertThatThrownBy(() -> handling.handle(message, session, each -> seen.add(each.body()), () -> {
            session.createProducer(session.createQueue("next")).send(session.createTextMessage("never"));
            throw new JMSException("cannot send");
        })).hasMessage("cannot send");

        session.close();
        assertThat(stage.isEmpty("next")).isTrue();
        assertThat(stage.isEmpty("orders")).isFalse();
    }

    @Test
    void handlesInsideTheTraceOfTheMessage() throws JMSException {
        List<TraceContext> traces = new ArrayList<>();

        handle(new Handling<>(stage.tools, SPEC), message -> traces.add(TraceContext.current()));

        assertThat(traces).containsExactly(TRACE);
        assertThat(TraceContext.current()).isEqualTo(TraceContext.NONE);
    }

    @Test
    void measuresTheProgramsCodeByTheClock() throws JMSException {
        Handling<String> handling = new Handling<>(stage.tools, SPEC);

        handle(handling, message -> stage.clock.advanceMillis(5));

        assertThat(handling.metrics().totalNanos()).isEqualTo(5_000_000);
        assertThat(handling.metrics().longestNanos()).isEqualTo(5_000_000);
    }
}
