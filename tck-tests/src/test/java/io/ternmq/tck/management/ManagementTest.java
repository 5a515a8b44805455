// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.ConnectionView;
import io.ternmq.api.management.Management;
import io.ternmq.api.management.MessageBody;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageState;
import io.ternmq.api.management.MessageState.Stage;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.api.management.QueueView;
import io.ternmq.api.management.RetryReport;
import io.ternmq.api.management.SubscriptionView;
import io.ternmq.api.management.TopicView;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.test.TernMQExtension;
import io.ternmq.test.TestBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManagementTest {

    private static final Place ORDERS = Place.queue("orders");

    @RegisterExtension
    static final TernMQExtension TERNMQ = TernMQExtension.builder()
            .destination("orders", policy -> policy.withRedelivery(
                    Redelivery.DEFAULT.withMaxDeliveryAttempts(1)).withExpiryAddress("late"))
            .destination("narrow", policy -> policy.withLimits(Limits.DEFAULT.withMaxMessages(1)))
            .build();

    private static void fail(JMSContext context, Queue queue) {
        JMSContext transacted = context.createContext(JMSContext.SESSION_TRANSACTED);
        try {
            transacted.createConsumer(queue).receive(1);
            transacted.rollback();
        } finally {
            transacted.close();
        }
    }

    private static List<String> texts(Management management, Place place, String selector) {
        List<String> texts = new ArrayList<>();
        for (long position = 0; position != MessagePage.END; ) {
            MessagePage page = management.browse(place, selector, position, 2);
            page.messages().forEach(message -> texts.add(message.body().text()));
            position = page.next();
        }
        return texts;
    }

    // --- what there is --------------------------------------------------------------------------------------------

    @Test
    void showsQueuesTopicsAndSubscriptions(TestBroker broker) {
        broker.createQueue("orders");
        broker.createQueue("DLQ.orders");
        try (JMSContext context = broker.connectionFactory().createContext()) {
            context.setClientID("desk");
            Topic prices = context.createTopic("prices.#");
            context.createDurableConsumer(prices, "board", "currency = 'EUR'", false).close();
            context.createSharedConsumer(prices, "crowd");
            Management management = broker.management();

            assertThat(management.queues()).extracting(QueueView::name).containsExactly("DLQ.orders", "orders");
            assertThat(management.queues()).extracting(QueueView::isDeadLetters).containsExactly(true, false);
            assertThat(management.topics()).containsExactly(
                    new TopicView("prices.#", false, List.of("prices.#/desk.board", "prices.#/desk.crowd")));
            SubscriptionView board = management.subscription("prices.#/desk.board");
            assertThat(board.name()).isEqualTo("board");
            assertThat(board.clientId()).isEqualTo("desk");
            assertThat(board.isDurable()).isTrue();
            assertThat(board.selector()).isEqualTo("currency = 'EUR'");
            assertThat(board.figures().consumers()).isZero();
            assertThat(management.subscription(Long.toString(board.number()))).isEqualTo(board);
            assertThat(management.consumers(Place.subscription("prices.#/desk.crowd"))).singleElement()
                    .satisfies(consumer -> assertThat(consumer.clientId()).isEqualTo("desk"));
            assertThatThrownBy(() -> management.deleteSubscription("prices.#/desk.crowd"))
                    .isInstanceOfSatisfying(ProviderException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SUBSCRIPTION_CONFLICT));
            management.deleteSubscription("prices.#/desk.board");
            assertThat(management.subscriptions()).extracting(SubscriptionView::name).containsExactly("crowd");
        }
    }

    @Test
    void saysWhatExistsWhenSomethingDoesNot(TestBroker broker) {
        broker.createQueue("orders");
        assertThatThrownBy(() -> broker.management().queue("order"))
                .isInstanceOfSatisfying(ProviderException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DESTINATION))
                .hasMessage("There is no queue 'order'; there is 'orders'");
        assertThatThrownBy(() -> broker.management().pause(Place.subscription("s"))).hasMessageContaining("at all");
        assertThat(broker.management().message(ORDERS, 77)).isEmpty();
        assertThat(broker.management().settings(ORDERS).expiryAddress()).isEqualTo("late");
    }

    @Test
    void closesAConnectionWhoseClientHearsOfIt(TestBroker broker) throws Exception {
        broker.advance(Duration.ofSeconds(7));
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (JMSContext context = broker.connectionFactory().createContext()) {
            context.setClientID("victim");
            context.setExceptionListener(problem -> heard.complete(problem.getMessage()));
            context.createConsumer(context.createQueue("orders"));
            ConnectionView view = broker.management().connections().get(0);
            assertThat(view.clientId()).isEqualTo("victim");
            assertThat(view.consumers()).isOne();
            assertThat(view.sinceMillis()).isEqualTo(broker.clock().millis());
            assertThat(view.address()).isNotBlank();

            assertThat(broker.management().closeConnection(view.number())).isTrue();
            assertThat(heard.get(10, TimeUnit.SECONDS)).contains("operator");
            assertThat(broker.management().connections()).isEmpty();
            assertThat(broker.queue("orders").consumers()).isZero();
            assertThat(broker.management().closeConnection(view.number())).isFalse();
        }
    }

    // --- messages -------------------------------------------------------------------------------------------------

    @Test
    void showsMessagesOfEveryTypeAndTheBeginningOfLongOnes(TestBroker broker, JMSContext context)
            throws JMSException {
        Queue orders = context.createQueue("orders");
        context.createProducer().setProperty("customer", 7).setJMSCorrelationID("c").send(orders, "x".repeat(2_000));
        BytesMessage bytes = context.createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2});
        context.createProducer().send(orders, bytes);
        MapMessage map = context.createMapMessage();
        map.setInt("size", 3);
        context.createProducer().send(orders, map);

        List<MessageView> seen = broker.management().browse(ORDERS, null, 0, 10).messages();
        assertThat(seen).extracting(view -> view.body().type())
                .containsExactly(MessageBody.Type.TEXT, MessageBody.Type.BYTES, MessageBody.Type.MAP);
        MessageView text = seen.get(0);
        assertThat(text.body().text()).hasSize(1_024);
        assertThat(text.body().isComplete()).isFalse();
        assertThat(text.property("customer")).isEqualTo(7);
        assertThat(text.headers().correlationId()).isEqualTo("c");
        assertThat(text.headers().destination()).isEqualTo("queue://orders");
        assertThat(text.headers().timestampMillis()).isEqualTo(broker.clock().millis());
        assertThat(broker.management().message(ORDERS, text.number())).hasValueSatisfying(whole -> {
            assertThat(whole.body().text()).hasSize(2_000);
            assertThat(whole.position()).isEqualTo(text.position());
        });
        assertThat(seen.get(1).body().bytes()).isNotNull();
        assertThat(seen.get(2).body().named()).isEqualTo(Map.of("size", 3));
    }

    @Test
    void saysWhereAMessageIsAndWhy(TestBroker broker, JMSContext context) {
        Queue orders = context.createQueue("orders");
        context.createProducer().send(orders, "a");
        context.createProducer().setDeliveryDelay(5_000).send(orders, "b");
        Management management = broker.management();
        assertThat(management.browse(ORDERS, null, 0, 10).messages()).extracting(view -> view.state().stage())
                .containsExactly(Stage.READY, Stage.SCHEDULED);
        MessageView second = management.browse(ORDERS, null, 0, 10).messages().get(1);
        assertThat(second.state().untilMillis()).isEqualTo(broker.clock().millis() + 5_000);
        assertThat(why(management)).isEqualTo("Nobody consumes here.");

        management.pause(ORDERS);
        assertThat(why(management)).contains("paused");
        management.resume(ORDERS);
        JMSConsumer picky = context.createConsumer(orders, "colour = 'red'");
        assertThat(why(management)).contains("None of the 1 consumers");
        picky.close();

        JMSContext slow = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        Message taken = slow.createConsumer(orders).receive(1);
        assertThat(taken).isNotNull();
        MessageState held = management.browse(ORDERS, null, 0, 10).messages().get(0).state();
        assertThat(held.stage()).isEqualTo(Stage.IN_FLIGHT);
        assertThat(held.connection()).isEqualTo(management.connections().get(0).number());
        assertThat(held.attempts()).isOne();
        slow.close();
    }

    private static String why(Management management) {
        return management.browse(ORDERS, null, 0, 10).messages().get(0).state().why();
    }

    @Test
    void tellsOfADeadLetterWhereItCameFromAndTriesItAgain(TestBroker broker, JMSContext context) {
        Queue orders = context.createQueue("orders");
        context.createProducer().send(orders, "a");
        fail(context, orders);
        Place dead = Place.queue("DLQ.orders");
        MessageState.Origin origin = broker.management().browse(dead, null, 0, 1).messages().get(0).state().origin();
        assertThat(origin).isNotNull();
        assertThat(origin.destination()).isEqualTo("queue://orders");
        assertThat(origin.reason()).isEqualTo("MAX_DELIVERY_ATTEMPTS");

        RetryReport report = broker.management().retryDeadLetters("DLQ.orders", null, 10);
        assertThat(report).isEqualTo(new RetryReport(1, 0, List.of()));
        broker.crash();
        broker.restart();
        assertThat(texts(broker.management(), ORDERS, "JMS_TERN_DeadLetterReason IS NULL")).containsExactly("a");
        assertThat(broker.queue("DLQ.orders").depth()).isZero();
    }

    @Test
    void movesAndPurgesBySelectorForGood(TestBroker broker, JMSContext context) {
        Queue orders = context.createQueue("orders");
        for (int i = 1; i <= 7; i++) {
            context.createProducer().setProperty("n", i).send(orders, "m" + i);
        }
        assertThat(broker.management().move(ORDERS, "n > 4", "aside", 2)).isEqualTo(2);
        assertThat(broker.management().purge(ORDERS, "n < 3")).isEqualTo(2);
        broker.crash();
        broker.restart();
        assertThat(texts(broker.management(), ORDERS, null)).containsExactly("m3", "m4", "m7");
        assertThat(texts(broker.management(), Place.queue("aside"), null)).containsExactly("m5", "m6");
    }

    @Test
    void aPausedQueueIsPausedAfterACrash(TestBroker broker, JMSContext context) {
        context.createProducer().send(context.createQueue("orders"), "a");
        broker.management().pause(ORDERS);
        broker.crash();
        broker.restart();
        try (JMSContext next = broker.connectionFactory().createContext()) {
            JMSConsumer consumer = next.createConsumer(next.createQueue("orders"));
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(broker.management().queue("orders").figures().condition().isPaused()).isTrue();
            broker.management().resume(ORDERS);
            assertThat(consumer.receiveBody(String.class, 1)).isEqualTo("a");
        }
    }

    // --- figures --------------------------------------------------------------------------------------------------

    @Test
    void countsWhatMetricsNeed(TestBroker broker, JMSContext context) {
        Queue orders = context.createQueue("orders");
        context.createProducer().send(orders, "fails");
        fail(context, orders);
        context.createProducer().setTimeToLive(1_000).send(orders, "late");
        broker.advance(Duration.ofSeconds(1));
        context.createProducer().send(orders, "old");
        broker.advance(Duration.ofSeconds(90));
        context.createProducer().send(orders, "new");

        assertThat(broker.queue("orders").condition().oldestAgeMillis()).isEqualTo(90_000);
        assertThat(broker.queue("orders").totals().deadLettersByReason())
                .isEqualTo(Map.of("MAX_DELIVERY_ATTEMPTS", 1L, "EXPIRED", 1L));
        assertThat(broker.statistics().deadLettersByReason()).containsEntry("EXPIRED", 1L);
        assertThat(broker.statistics().storeLatency().count()).isPositive();
        assertThat(broker.statistics().blockedProducers()).isZero();
    }

    @Test
    void countsProducersThatWaitForRoom(TestBroker broker, JMSContext context) throws Exception {
        Queue narrow = context.createQueue("narrow");
        context.createProducer().send(narrow, "a");
        CompletableFuture<Message> second = new CompletableFuture<>();
        context.createProducer().setAsync(new Completion(second)).send(narrow, "b");
        assertThat(broker.queue("narrow").condition().blockedProducers()).isOne();
        assertThat(broker.statistics().blockedProducers()).isOne();
        assertThat(broker.management().purge(Place.queue("narrow"), null)).isOne();
        second.get(10, TimeUnit.SECONDS);
        assertThat(broker.queue("narrow").condition().blockedProducers()).isZero();
    }

    private record Completion(CompletableFuture<Message> sent) implements CompletionListener {

        @Override
        public void onCompletion(Message message) {
            sent.complete(message);
        }

        @Override
        public void onException(Message message, Exception problem) {
            sent.completeExceptionally(problem);
        }
    }
}
