// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.jms.message.TernObjectMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Receive as JSON, send those lines, and look at what arrives: it must be what was there first. */
class RoundTripTest extends BrokerTest {

    /** Every type that a body can hold, with the values that get lost most easily. */
    private static final List<@Nullable Object> VALUES = Collections.unmodifiableList(valuesOfBodies());

    private static List<@Nullable Object> valuesOfBodies() {
        List<@Nullable Object> values = new ArrayList<>(valuesOfProperties());
        values.addAll(List.of('x', '"', '\u20ac', '\ud800', new byte[0], new byte[] {-1, 0, 1}));
        return values;
    }

    private static List<@Nullable Object> valuesOfProperties() {
        List<@Nullable Object> values = new ArrayList<>(List.of(
                true, false, Byte.MIN_VALUE, (byte) 5, Short.MAX_VALUE, (short) -5, 0, 5, Integer.MIN_VALUE,
                5L, Long.MAX_VALUE, Long.MIN_VALUE, 0f, -0f, 5f, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE,
                Float.NaN, Float.NEGATIVE_INFINITY));
        values.addAll(List.of(
                0d, -0d, 5d, 0.1, 1e300, -1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
                Double.POSITIVE_INFINITY, "", "5", "true", "null", "NaN", "line\nbreak \"quoted\" \\ \u0000 \u2028",
                "\ud83d\ude00 and half a one \ud83d", "{\"int\":5}"));
        values.add(null);
        return values;
    }

    /** Sends with the first argument, carries everything over by the command line, and returns what arrives. */
    private Message carried(Preparation preparation) throws JMSException {
        try (JMSContext context = context()) {
            JMSProducer producer = context.createProducer();
            Message message = preparation.prepare(context, producer);
            producer.send(context.createQueue("from"), message);
        }
        byte[] lines = tern("receive", "--json", "from").bytes();
        Run sending = run().given(lines).tern("send", "--ndjson", "to");
        assertThat(sending.code()).as("%s", sending.err()).isZero();
        assertThat(depth("from")).isZero();
        try (JMSContext context = context();
                JMSConsumer consumer = context.createConsumer(context.createQueue("to"))) {
            Message arrived = consumer.receiveNoWait();
            assertThat(arrived).isNotNull();
            return arrived;
        }
    }

    private interface Preparation {
        Message prepare(JMSContext context, JMSProducer producer) throws JMSException;
    }

    private static void assertSame(List<@Nullable Object> found, List<@Nullable Object> wanted) {
        assertThat(found)
                .usingElementComparator((a, b) -> shown(a).compareTo(shown(b)))
                .containsExactlyElementsOf(wanted);
    }

    /** A value with its type, in which floats differ when their bits do. */
    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String text = value instanceof byte[] bytes ? List.of(bytes.length, new BigDecimal(sum(bytes))).toString()
                : String.valueOf(value);
        return value.getClass().getSimpleName() + ' ' + text;
    }

    private static int sum(byte[] bytes) {
        int sum = 0;
        for (byte each : bytes) {
            sum = sum * 31 + each;
        }
        return sum;
    }

    @Test
    void keepsEveryTypeOfProperty() throws JMSException {
        Map<String, @Nullable Object> wanted = new TreeMap<>();
        for (Object value : valuesOfProperties()) {
            wanted.put(String.format(Locale.ROOT, "p%02d", wanted.size()), value);
        }
        Message arrived = carried((context, producer) -> {
            Message message = context.createMessage();
            for (Map.Entry<String, @Nullable Object> property : wanted.entrySet()) {
                message.setObjectProperty(property.getKey(), property.getValue());
            }
            message.setStringProperty("JMSXGroupID", "g");
            message.setIntProperty("JMSXGroupSeq", 3);
            message.setStringProperty("JMS_TERN_ContentType", "text/plain");
            return message;
        });
        Map<String, @Nullable Object> found = new TreeMap<>();
        for (String name : wanted.keySet()) {
            assertThat(arrived.propertyExists(name)).as(name).isTrue();
            found.put(name, arrived.getObjectProperty(name));
        }
        assertSame(new ArrayList<>(found.values()), new ArrayList<>(wanted.values()));
        assertThat(arrived.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(arrived.getObjectProperty("JMSXGroupSeq")).isEqualTo(3);
        assertThat(arrived.getStringProperty("JMS_TERN_ContentType")).isEqualTo("text/plain");
        assertThat(arrived.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(arrived).isNotInstanceOfAny(
                TextMessage.class, BytesMessage.class, MapMessage.class, StreamMessage.class, ObjectMessage.class);
    }

    @Test
    void keepsHeaders() throws JMSException {
        long[] end = new long[1];
        Message arrived = carried((context, producer) -> {
            Message message = context.createTextMessage("x");
            message.setJMSType("order");
            message.setJMSCorrelationID("half \ud83d");
            message.setJMSReplyTo(context.createTopic("answers"));
            producer.setPriority(9).setDeliveryMode(DeliveryMode.NON_PERSISTENT).setTimeToLive(3_600_000);
            end[0] = System.currentTimeMillis() + 3_600_000;
            return message;
        });
        assertThat(arrived.getJMSType()).isEqualTo("order");
        assertThat(arrived.getJMSCorrelationID()).isEqualTo("half \ud83d");
        assertThat(arrived.getJMSReplyTo()).hasToString("topic://answers");
        assertThat(arrived.getJMSPriority()).isEqualTo(9);
        assertThat(arrived.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(arrived.getJMSExpiration()).isBetween(end[0] - 60_000, end[0] + 60_000);
    }

    @Test
    void keepsACorrelationThatIsNoText() throws JMSException {
        byte[] correlation = {(byte) 0xff, 0, 1};
        Message arrived = carried((context, producer) -> {
            Message message = context.createMessage();
            message.setJMSCorrelationIDAsBytes(correlation);
            return message;
        });
        assertThat(arrived.getJMSCorrelationIDAsBytes()).isEqualTo(correlation);
    }

    @Test
    void keepsText() throws JMSException {
        for (Object value : valuesOfProperties()) {
            String text = value == null ? null : String.valueOf(value);
            Message arrived = carried((context, producer) -> {
                TextMessage message = context.createTextMessage();
                message.setText(text);
                return message;
            });
            assertThat(arrived).isInstanceOf(TextMessage.class);
            assertThat(((TextMessage) arrived).getText()).isEqualTo(text);
        }
    }

    @Test
    void keepsBytes() throws JMSException {
        byte[] body = new byte[100_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        for (byte[] each : List.of(body, new byte[0])) {
            Message arrived = carried((context, producer) -> {
                BytesMessage message = context.createBytesMessage();
                message.writeBytes(each);
                return message;
            });
            BytesMessage bytes = (BytesMessage) arrived;
            byte[] found = new byte[(int) bytes.getBodyLength()];
            assertThat(Math.max(0, bytes.readBytes(found))).isEqualTo(each.length);
            assertThat(found).isEqualTo(each);
        }
    }

    @Test
    void keepsEveryTypeInAMap() throws JMSException {
        Message arrived = carried((context, producer) -> {
            MapMessage message = context.createMapMessage();
            int number = 0;
            for (Object value : VALUES) {
                message.setObject("v" + number++, value);
            }
            return message;
        });
        MapMessage map = (MapMessage) arrived;
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (int i = 0; i < VALUES.size(); i++) {
            assertThat(map.itemExists("v" + i)).isTrue();
            found.put("v" + i, map.getObject("v" + i));
        }
        assertSame(new ArrayList<>(found.values()), VALUES);
    }

    @Test
    void keepsEveryTypeInAStream() throws JMSException {
        Message arrived = carried((context, producer) -> {
            StreamMessage message = context.createStreamMessage();
            for (Object value : VALUES) {
                message.writeObject(value);
            }
            return message;
        });
        List<@Nullable Object> found = new ArrayList<>();
        StreamMessage stream = (StreamMessage) arrived;
        while (found.size() < VALUES.size()) {
            found.add(stream.readObject());
        }
        assertSame(found, VALUES);
        assertThat(catchThrowable(stream::readObject))
                .isInstanceOf(MessageEOFException.class);
    }

    @Test
    void keepsAnObjectWithoutLoadingItsClass() throws JMSException {
        Message arrived = carried((context, producer) ->
                context.createObjectMessage(new ArrayList<>(List.of("not trusted", new BigDecimal("1.50")))));
        assertThat(arrived).isInstanceOf(ObjectMessage.class);
        byte[] form = ((TernObjectMessage) arrived).serializedForm();
        assertThat(form).isNotNull();
        assertThat(new String(form, StandardCharsets.ISO_8859_1))
                .contains("java.util.ArrayList", "java.math.BigDecimal");
        assertThat(catchThrowable(((ObjectMessage) arrived)::getObject))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void aSecondTripChangesNothing() throws JMSException {
        try (JMSContext context = context()) {
            MapMessage message = context.createMapMessage();
            message.setDouble("price", 5);
            message.setLongProperty("count", 7);
            context.createProducer().send(context.createQueue("from"), message);
        }
        String first = withoutIdentity(tern("browse", "--json", "from").out());
        byte[] lines = tern("receive", "--json", "from").bytes();
        assertThat(run().given(lines).tern("send", "--ndjson", "from").code()).isZero();
        assertThat(withoutIdentity(tern("browse", "--json", "from").out())).isEqualTo(first)
                .contains("\"properties\":{\"count\":{\"long\":7}}", "\"body\":{\"price\":{\"double\":5.0}}");
    }

    private static String withoutIdentity(String line) {
        return line.replaceAll("\"JMS(MessageID|Timestamp|DeliveryTime)\":[^,]*,", "");
    }
}
