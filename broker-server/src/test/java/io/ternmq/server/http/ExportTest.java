// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.server.ndjson.MessageJson;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters as lines. */
class ExportTest {

    private static final String EXPORT = "/api/v1/dlq/DLQ.orders/export";

    private final Site site = Site.open("destinations.orders.redelivery.max-delivery-attempts=1");

    @AfterEach
    void closeSite() {
        site.close();
    }

    private void fail(JMSContext context, int count) {
        try (JMSContext worker = context.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer = worker.createConsumer(worker.createQueue("orders"));
            for (int at = 0; at < count; at++) {
                assertThat(consumer.receive(10_000)).isNotNull();
                worker.rollback();
            }
        }
    }

    @Test
    void everyKindOfMessageIsTheLineThatAReceiverPrints() throws JMSException {
        List<String> received = new ArrayList<>();
        HttpResponse<String> export;
        try (JMSContext context = site.context()) {
            BytesMessage bytes = context.createBytesMessage();
            bytes.writeBytes(new byte[] {1, 2, 3});
            bytes.setJMSCorrelationIDAsBytes(new byte[] {(byte) 0xff, 0});
            bytes.setJMSReplyTo(context.createTopic("answers"));
            MapMessage map = context.createMapMessage();
            map.setLong("long", 5);
            map.setBytes("bytes", new byte[] {4});
            map.setDoubleProperty("double", 1.5);
            StreamMessage stream = context.createStreamMessage();
            stream.writeChar('x');
            stream.writeString("half a character: \ud83d");
            stream.setJMSType("row");
            List<Message> all = List.of(bytes, map, stream, context.createObjectMessage("text"),
                    context.createMessage(), context.createTextMessage());
            for (Message message : all) {
                context.createProducer().setTimeToLive(1_000_000).send(context.createQueue("orders"), message);
            }
            fail(context, all.size());
            export = site.get(EXPORT);
            JMSConsumer consumer = context.createConsumer(context.createQueue("DLQ.orders"));
            for (int at = 0; at < all.size(); at++) {
                received.add(MessageJson.line(consumer.receive(10_000)));
            }
        }
        assertThat(export.headers().firstValue("content-type")).contains("application/x-ndjson");
        assertThat(export.body().lines()).containsExactlyElementsOf(received);
    }

    @Test
    void comesInParts() {
        site.send("orders", "a", "b", "c");
        try (JMSContext context = site.context()) {
            fail(context, 3);
        }
        HttpResponse<String> first = site.get(EXPORT + "?limit=2");
        assertThat(first.body().lines()).hasSize(2);
        String next = first.headers().firstValue(Export.NEXT).orElse("");
        HttpResponse<String> last = site.get(EXPORT + "?limit=2&position=" + next);
        assertThat(last.body().lines()).hasSize(1);
        assertThat(last.headers().firstValue(Export.NEXT)).isEmpty();
        assertThat(site.get("/api/v1/dlq/orders/export").statusCode()).isEqualTo(404);
    }

    @Test
    void partIsBoundedByItsBytes() {
        String large = "x".repeat(900_000);
        site.send("orders", large, large, large, large, large, large, large, large);
        try (JMSContext context = site.context()) {
            fail(context, 8);
        }
        int lines = 0;
        String next = "0";
        while (!next.isEmpty()) {
            HttpResponse<String> part = site.get(EXPORT + "?position=" + next);
            assertThat(part.body().length()).isLessThan(3_000_000);
            lines += (int) part.body().lines().count();
            next = part.headers().firstValue(Export.NEXT).orElse("");
        }
        assertThat(lines).isEqualTo(8);
    }

    @Test
    void bodyTooLargeForALineIsNamed() throws JMSException {
        try (JMSContext context = site.context()) {
            BytesMessage bytes = context.createBytesMessage();
            bytes.writeBytes(new byte[3 << 20]);
            context.createProducer().send(context.createQueue("orders"), bytes);
            fail(context, 1);
        }
        HttpResponse<String> refused = site.get(EXPORT);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Site.json(refused).getString("detail")).contains("JMSMessageID <> 'ID:");
    }
}
