// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.json.NoJsonBinding;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TypedFormsTest {

    private static final PayloadType<String> TEXT = PayloadType.of(String.class);
    private static final PayloadType<Map<String, Object>> MAP = new PayloadType<>() {};
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1", "user=7");

    /** What is ordered. */
    public record Line(String sku, int count) {}

    private final PatternStage stage = new PatternStage();

    @AfterEach
    void end() {
        stage.close();
    }

    private static Outgoing<Object> order(Object body) {
        return Outgoing.to(PatternStage.ORDERS).body(body);
    }

    private <T> Incoming<T> roundTrip(Outgoing<?> message, PayloadType<T> type) throws JMSException {
        return stage.forms.read(stage.passOn(message), type);
    }

    @Test
    void carriesTextAsText() throws JMSException {
        Incoming<String> message = roundTrip(order("grüße"), TEXT);

        assertThat(message.body()).isEqualTo("grüße");
        assertThat(message.message()).isInstanceOf(TextMessage.class);
        assertThat(message.headers()).containsEntry(MessageProperties.CONTENT_TYPE, "text/plain");
    }

    @Test
    void carriesBytesAsBytes() throws JMSException {
        Message message = stage.passOn(order(new byte[] {1, 2, 3}));

        assertThat(message).isInstanceOf(BytesMessage.class);
        assertThat(stage.forms.read(message, PayloadType.of(byte[].class)).body()).containsExactly(1, 2, 3);
        assertThat(stage.forms.read(message, PayloadType.of(byte[].class)).body())
                .as("read a second time")
                .containsExactly(1, 2, 3);
    }

    @Test
    void carriesAFlatMapAsAMap() throws JMSException {
        Map<String, Object> map = Map.of("a", 1, "b", "two", "c", 3L, "d", true);
        Incoming<Map<String, Object>> message = roundTrip(order(map), MAP);

        assertThat(message.message()).isInstanceOf(MapMessage.class);
        assertThat(message.body()).isEqualTo(map);
    }

    @Test
    void carriesADeepMapAsJson() throws JMSException {
        Incoming<Map<String, Object>> message = roundTrip(order(Map.of("list", List.of("x", "y"))), MAP);

        assertThat(message.message()).isInstanceOf(TextMessage.class);
        assertThat(message.body()).containsEntry("list", List.of("x", "y"));
        assertThat(message.headers()).containsEntry(MessageProperties.CONTENT_TYPE, "application/json");
    }

    @Test
    void readsWhatTheReceiverDeclares() throws JMSException {
        Message json = stage.passOn(order(new Line("A1", 2)));
        Message map = stage.passOn(order(Map.of("sku", "B2", "count", 3)));

        assertThat(stage.forms.read(json, PayloadType.of(Line.class)).body()).isEqualTo(new Line("A1", 2));
        assertThat(stage.forms.read(json, TEXT).body()).contains("\"sku\":\"A1\"");
        assertThat(stage.forms.read(json, MAP).body()).containsEntry("sku", "A1");
        assertThat(stage.forms.read(json, PayloadType.of(byte[].class)).body())
                .asString(StandardCharsets.UTF_8)
                .contains("A1");
        assertThat(stage.forms.read(json, PayloadType.of(Payload.class)).body().contentType())
                .isEqualTo("application/json");
        assertThat(stage.forms.read(json, PayloadType.of(Message.class)).body()).isSameAs(json);
        assertThat(stage.forms.read(map, PayloadType.of(Line.class)).body()).isEqualTo(new Line("B2", 3));
    }

    @Test
    void carriesHeadersBesideTheBody() throws JMSException {
        Incoming<String> message = roundTrip(
                Outgoing.to(PatternStage.ORDERS)
                        .kind(MessageKind.QUERY)
                        .type("order.asked")
                        .source("shop")
                        .key("customer-7")
                        .correlationId("c-1")
                        .header("tries", 3)
                        .trace(TRACE)
                        .body("?"),
                TEXT);

        assertThat(message.kind()).isEqualTo(MessageKind.QUERY);
        assertThat(message.type()).isEqualTo("order.asked");
        assertThat(message.source()).isEqualTo("shop");
        assertThat(message.key()).isEqualTo("customer-7");
        assertThat(message.correlationId()).isEqualTo("c-1");
        assertThat(message.headers()).containsEntry("tries", 3).containsEntry("JMSXGroupID", "customer-7");
        assertThat(message.trace()).isEqualTo(TRACE);
        assertThat(message.channel()).isEqualTo(PatternStage.ORDERS);
        assertThat(message.attempt()).isEqualTo(1);
        assertThat(message.offset()).isEqualTo(-1);
    }

    @Test
    void saysForItselfWhatTheMessageLeavesOut() throws JMSException {
        Incoming<String> command = roundTrip(order("x"), TEXT);
        Incoming<String> event = roundTrip(Outgoing.to(PatternStage.NEWS).body("x"), TEXT);

        assertThat(command.kind()).isEqualTo(MessageKind.COMMAND);
        assertThat(command.source()).isEqualTo("the-test");
        assertThat(event.kind()).isEqualTo(MessageKind.EVENT);
        assertThat(event.channel()).isEqualTo(Channel.topic("news"));
        assertThat(event.key()).isNull();
        assertThat(event.trace()).isEqualTo(TraceContext.NONE);
    }

    @Test
    void belongsToTheTraceOfItsThread() throws JMSException {
        TraceContext.Scope scope = TRACE.makeCurrent();
        try {
            assertThat(roundTrip(order("x"), TEXT).trace()).isEqualTo(TRACE);
        } finally {
            scope.close();
        }
    }

    @Test
    void goesWithPriorityLifeAndDurability() throws JMSException {
        Message message = stage.passOn(Outgoing.to(PatternStage.ORDERS)
                .priority(8)
                .timeToLive(Duration.ofHours(1))
                .nonPersistent()
                .body("x"));

        assertThat(message.getJMSPriority()).isEqualTo(8);
        assertThat(message.getJMSExpiration() - message.getJMSTimestamp()).isEqualTo(3_600_000);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    }

    @Test
    void takesADelayBackWithTheNextMessage() throws JMSException {
        try (Session session = stage.tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(null)) {
            Outgoing<String> later = Outgoing.to(PatternStage.ORDERS).delay(Duration.ofHours(1)).body("later");
            Message delayed = stage.forms.write(session, later);
            stage.forms.send(producer, session.createQueue("orders"), delayed, later, null);
            Message now = stage.forms.write(session, order("now"));
            stage.forms.send(producer, session.createQueue("orders"), now, order("now"), null);

            assertThat(delayed.getJMSDeliveryTime() - delayed.getJMSTimestamp()).isEqualTo(3_600_000);
            assertThat(now.getJMSDeliveryTime() - now.getJMSTimestamp()).isZero();
        }
    }

    @Test
    void tellsHowAnAsynchronousSendWent() throws Exception {
        CompletableFuture<Message> done = new CompletableFuture<>();
        try (Session session = stage.tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(null)) {
            Message form = stage.forms.write(session, order("x"));
            stage.forms.send(producer, session.createQueue("orders"), form, order("x"), completing(done));

            assertThat(done.get(20, TimeUnit.SECONDS)).isSameAs(form);
        }
        assertThat(stage.receive("orders").getBody(String.class)).isEqualTo("x");
    }

    private static CompletionListener completing(CompletableFuture<Message> done) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                done.complete(message);
            }

            @Override
            public void onException(Message message, Exception exception) {
                done.completeExceptionally(exception);
            }
        };
    }

    @Test
    void namesThePlaceOfABodyThatDoesNotFit() throws JMSException {
        Message message = stage.passOn(order(Map.of("sku", "A1", "count", List.of(1))));

        PayloadException fault = catchThrowableOfType(
                PayloadException.class, () -> stage.forms.read(message, PayloadType.of(Line.class)));

        assertThat(fault.code()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE);
        assertThat(fault.path()).isEqualTo("$.count");
        assertThat(fault).hasMessageContaining("an array cannot be read as int");
    }

    @Test
    void neverReadsASerialisedObject() throws JMSException {
        try (Session session = stage.tools.session(Session.AUTO_ACKNOWLEDGE)) {
            Message object = session.createObjectMessage("harmless");

            assertThatThrownBy(() -> stage.forms.read(object, TEXT))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("no body that can be read in a typed way");
        }
    }

    @Test
    void refusesBytesThatAreNoText() throws JMSException {
        Message message = stage.passOn(order(new byte[] {(byte) 0xC3, 0x28}));

        assertThatThrownBy(() -> stage.forms.read(message, TEXT))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("no text in UTF-8");
    }

    @Test
    void refusesABodyThatIsNull() throws JMSException {
        Message message = stage.passOn(order("null"));

        assertThatThrownBy(() -> stage.forms.read(message, PayloadType.of(Line.class)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("is null, where");
    }

    @Test
    void saysWhatToAddWhereJsonBindingIsMissing() throws JMSException {
        TypedForms bare = new TypedForms(new NoJsonBinding(), null, List.of());
        try (Session session = stage.tools.session(Session.AUTO_ACKNOWLEDGE)) {
            assertThat(bare.write(session, order("text needs none")).getBody(String.class)).contains("needs none");
            assertThatThrownBy(() -> bare.write(session, order(new Line("A", 1))))
                    .isInstanceOf(ProviderException.class)
                    .isNotInstanceOf(PayloadException.class)
                    .hasMessageContaining("jakarta.json.bind-api")
                    .hasMessageContaining("yasson");
        }
    }
}
