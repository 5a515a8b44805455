// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Confirmation.Safety;
import io.ternmq.api.pattern.publish.Publisher;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a publisher promises over any provider. */
abstract class PublisherContract extends PatternStage {

    PublisherContract(Ground ground) {
        super(ground);
    }

    @Test
    void confirmsAPersistentMessageAsStored() {
        try (Publisher<Order> publisher = program().publisher(Order.class).to(orders).open()) {
            Confirmation confirmation = publisher.publish(new Order("a", 1));

            assertThat(confirmation.safety()).isEqualTo(Safety.STORED);
            assertThat(confirmation.messageId()).startsWith("ID:");
            assertThat(confirmation.offset()).isEqualTo(-1);
        }
    }

    @Test
    void confirmsANonPersistentMessageAsBuffered() {
        Publisher<Order> publisher =
                program().publisher(Order.class).to(orders).nonPersistent().open();

        assertThat(publisher.publish(new Order("a", 1)).safety()).isEqualTo(Safety.BUFFERED);
    }

    @Test
    void sendsWithTheSettingsOfThePublisher() throws Exception {
        Publisher<Order> publisher = program().publisher(Order.class)
                .to(orders)
                .kind(MessageKind.EVENT)
                .type("order.created")
                .source("shop")
                .priority(7)
                .timeToLive(Duration.ofHours(1))
                .header("region", "north")
                .nonPersistent()
                .open();

        publisher.publish(new Order("a", 1));

        Message message = Objects.requireNonNull(take("orders"));
        assertThat(message.getJMSType()).isEqualTo("order.created");
        assertThat(message.getStringProperty("JMS_TERN_Source")).isEqualTo("shop");
        assertThat(message.getStringProperty("JMS_TERN_Kind")).isEqualTo("EVENT");
        assertThat(message.getStringProperty("region")).isEqualTo("north");
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSExpiration()).isPositive();
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getBody(String.class)).contains("\"id\":\"a\"");
    }

    @Test
    void sendsEachMessageWhereItSays() throws Exception {
        Publisher<String> publisher = program().publisher(String.class).type("greeting").open();

        publisher.publish(publisher.message(Channel.queue("one")).body("1"));
        publisher.publish(publisher.message(Channel.queue("two")).type("farewell").body("2"));

        Message one = Objects.requireNonNull(take("one"));
        assertThat(one.getBody(String.class)).isEqualTo("1");
        assertThat(one.getJMSType()).isEqualTo("greeting");
        Message two = Objects.requireNonNull(take("two"));
        assertThat(two.getBody(String.class)).isEqualTo("2");
        assertThat(two.getJMSType()).isEqualTo("farewell");
    }

    @Test
    void saysThatItHasNoChannelOfItsOwn() {
        Publisher<String> publisher = program().publisher(String.class).open();

        assertThatThrownBy(() -> publisher.publish("where to?"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    @Test
    void isSharedByManyThreads() throws Exception {
        Publisher<String> publisher =
                program().publisher(String.class).to(orders).sessions(2).open();
        int threads = 8;
        int each = 25;
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String name = "t" + i + '-';
            runs.add(CompletableFuture.runAsync(() -> {
                for (int k = 0; k < each; k++) {
                    publisher.publish(name + k);
                }
            }));
        }
        for (CompletableFuture<Void> run : runs) {
            run.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        }

        JMSContext context = plain();
        var consumer = context.createConsumer(context.createQueue("orders"));
        List<String> got = new ArrayList<>();
        for (int i = 0; i < threads * each; i++) {
            got.add(consumer.receiveBody(String.class, SOON.toMillis()));
        }
        assertThat(got).doesNotHaveDuplicates().doesNotContainNull();
        for (int i = 0; i < threads; i++) {
            String name = "t" + i + '-';
            assertThat(got.stream().filter(text -> text.startsWith(name))).hasSize(each);
        }
        assertThat(publisher.metrics().sent()).isEqualTo((long) threads * each);
    }

    @Test
    void confirmsLater() throws Exception {
        Publisher<String> publisher = program().publisher(String.class).to(orders).open();
        List<CompletionStage<Confirmation>> stages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            stages.add(publisher.publishAsync("m" + i));
        }

        for (CompletionStage<Confirmation> stage : stages) {
            assertThat(get(stage).isStored()).isTrue();
        }
        assertThat(publisher.metrics().inFlight()).isZero();
        assertThat(publisher.metrics().sent()).isEqualTo(50);
    }

    @Test
    void firesAndForgets() throws Exception {
        Publisher<String> publisher = program().publisher(String.class).to(orders).open();

        publisher.fire("hello");

        assertThat(Objects.requireNonNull(take("orders")).getBody(String.class)).isEqualTo("hello");
        await("the answer is counted", () -> publisher.metrics().sent() == 1);
    }

    @Test
    void countsWhatFailsToBeFired() {
        Publisher<Object> publisher = program(new Unwilling()).publisher(Object.class).to(orders).open();

        publisher.fire(new Order("a", 1));

        await("the failure is counted", () -> publisher.metrics().failed() == 1);
        assertThat(publisher.metrics().inFlight()).isZero();
    }

    @Test
    void throwsWhatCannotBeWritten() throws Exception {
        Publisher<Object> publisher = program(new Unwilling()).publisher(Object.class).to(orders).open();

        assertThatThrownBy(() -> publisher.publish(new Order("a", 1))).isInstanceOf(PayloadException.class);
        assertThat(failureOf(publisher.publishAsync(new Order("b", 2)))).isInstanceOf(PayloadException.class);
        assertThat(publisher.publish("a text needs no codec").isStored()).isTrue();
        assertThat(publisher.metrics().failed()).isEqualTo(2);
    }

    @Test
    void refusesRatherThanWaitWhenNoRoomIsLeft() throws Exception {
        Gate codec = new Gate();
        Publisher<Object> publisher =
                program(codec).publisher(Object.class).to(orders).inFlight(1).open();
        CompletableFuture<Confirmation> held =
                CompletableFuture.supplyAsync(() -> publisher.publishAsync(new Order("a", 1)))
                        .thenCompose(stage -> stage);
        codec.awaitEntered();

        Optional<CompletionStage<Confirmation>> second = publisher.tryPublish("b");

        assertThat(second).isEmpty();
        assertThat(publisher.metrics().refused()).isEqualTo(1);
        codec.open();
        assertThat(get(held).isStored()).isTrue();
        assertThat(get(publisher.tryPublish("c").orElseThrow()).isStored()).isTrue();
    }

    @Test
    void refusesRatherThanWaitForASession() throws Exception {
        Gate codec = new Gate();
        Publisher<Object> publisher =
                program(codec).publisher(Object.class).to(orders).sessions(1).open();
        CompletableFuture<Confirmation> held =
                CompletableFuture.supplyAsync(() -> publisher.publish(new Order("a", 1)));
        codec.awaitEntered();

        assertThat(publisher.tryPublish("b")).isEmpty();
        assertThat(publisher.metrics().refused()).isEqualTo(1);
        codec.open();
        assertThat(get(held).isStored()).isTrue();
    }

    @Test
    void closesWhenNothingIsOnItsWayAnyMore() throws Exception {
        Gate codec = new Gate();
        Publisher<Object> publisher = program(codec).publisher(Object.class).to(orders).open();
        CompletableFuture<Confirmation> held =
                CompletableFuture.supplyAsync(() -> publisher.publish(new Order("a", 1)));
        codec.awaitEntered();
        Thread closer = new Thread(publisher::close, "closer");
        closer.start();
        await("closing waits", () -> closer.getState() == Thread.State.TIMED_WAITING);

        codec.open();

        closer.join(SOON.toMillis());
        assertThat(closer.isAlive()).isFalse();
        assertThat(get(held).isStored()).isTrue();
        assertThatThrownBy(() -> publisher.publish("late")).isInstanceOf(ProviderException.class);
    }

    @Test
    void keepsCount() {
        Publisher<Object> publisher = program().publisher(Object.class).to(orders).open();

        publisher.publish("12345");
        publisher.publish(new byte[10]);

        assertThat(publisher.metrics().bytes()).isEqualTo(15);
        assertThat(publisher.metrics().lastMillis()).isPositive();
    }

    @Test
    void goesOnOverANewConnection() throws Exception {
        Publisher<String> publisher = program().publisher(String.class).to(orders).open();
        publisher.publish("before");

        scissors().cut();

        assertThat(publisher.publish("after").isStored()).isTrue();
        assertThat(Objects.requireNonNull(take("orders")).getBody(String.class)).isIn("before", "after");
    }

    private Messaging program(PayloadCodec codec) {
        return closing(Messaging.builder(scissors()).codec(codec).execution(new Execution.Own(4)).build());
    }

    /** Cannot write anything. */
    private static final class Unwilling implements PayloadCodec {
        @Override
        public Payload write(Object body) {
            throw new PayloadException(ErrorCode.PAYLOAD_UNWRITABLE, "It does not want to", "$", null);
        }

        @Override
        public Object read(Payload payload, Type type) {
            throw new PayloadException(ErrorCode.PAYLOAD_UNREADABLE, "It does not want to", "$", null);
        }
    }

    /** Writes when it is told to, and so keeps a message on its way. */
    private static final class Gate implements PayloadCodec {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CompletableFuture<Void> opened = new CompletableFuture<>();

        void awaitEntered() throws InterruptedException {
            assertThat(entered.await(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        }

        void open() {
            opened.complete(null);
        }

        @Override
        public Payload write(Object body) {
            entered.countDown();
            opened.join();
            return Payload.text("text/plain", body.toString());
        }

        @Override
        public Object read(Payload payload, Type type) {
            return String.valueOf(payload.text());
        }
    }
}
