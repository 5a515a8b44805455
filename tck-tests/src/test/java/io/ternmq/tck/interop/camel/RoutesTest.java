// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Heard;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes from queue to queue, one way. */
class RoutesTest extends CamelGuest {
    private final Heard<String> heard = new Heard<>();

    @Test
    void movesMessagesInOrder() throws Exception {
        route(routes -> routes.from("jms:in").to("jms:out"));

        put("in", "a", "b", "c");

        assertThat(takeTexts("out", 3)).containsExactly("a", "b", "c");
        assertThat(leftIn("in")).isEmpty();
    }

    @Test
    void carriesHeadersAndProperties() throws Exception {
        route(routes -> routes.from("jms:in").to("jms:out"));
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setJMSCorrelationID("c-1").setJMSType("drink")
                    .setProperty("cups", 3).setProperty("price", 2.5).setProperty("strong", true)
                    .setProperty("barcode", 4_000_000_000L).setProperty("kind", "green")
                    .send(context.createQueue("in"), "tea");
        }

        Message moved = take("out");

        assertThat(textOf(moved)).isEqualTo("tea");
        assertThat(moved.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(moved.getJMSType()).isEqualTo("drink");
        assertThat(moved.getObjectProperty("cups")).isEqualTo(3);
        assertThat(moved.getObjectProperty("price")).isEqualTo(2.5);
        assertThat(moved.getObjectProperty("strong")).isEqualTo(true);
        assertThat(moved.getObjectProperty("barcode")).isEqualTo(4_000_000_000L);
        assertThat(moved.getObjectProperty("kind")).isEqualTo("green");
    }

    @Test
    void headerNamesThatAreNoIdentifiersTravelEncoded() throws Exception {
        route(routes -> routes.from("jms:back").process(noting("trace.id-x")));

        caller.sendBodyAndHeader("jms:out", "tea", "trace.id-x", "t-1");
        caller.sendBodyAndHeader("jms:back", "tea", "trace.id-x", "t-2");

        assertThat(take("out").getStringProperty("trace_DOT_id_HYPHEN_x")).isEqualTo("t-1");
        assertThat(heard.next()).isEqualTo("t-2");
    }

    @Test
    void routeSeesTheStandardHeaders() throws Exception {
        route(routes -> routes.from("jms:in").process(exchange -> {
            org.apache.camel.Message message = exchange.getMessage();
            heard.add(message.getHeader("JMSPriority") + " " + message.getHeader("JMSDeliveryMode") + ' '
                    + message.getHeader("JMSRedelivered") + ' ' + message.getHeader("JMSXDeliveryCount"));
            heard.add(message.getHeader("JMSMessageID", String.class));
        }));

        put("in", "tea");

        assertThat(heard.next()).isEqualTo("4 2 false 1");
        assertThat(heard.next()).startsWith("ID:");
    }

    @Test
    void destinationCanBeChosenForEachMessage() throws Exception {
        route(routes -> routes.from("jms:in").process(exchange -> exchange.getMessage().setHeader(
                JmsConstants.JMS_DESTINATION_NAME, "for." + exchange.getMessage().getBody(String.class)))
                .to("jms:nobody"));

        put("in", "anna", "bert");

        assertThat(takeTexts("for.anna", 1)).containsExactly("anna");
        assertThat(takeTexts("for.bert", 1)).containsExactly("bert");
        assertThat(leftIn("nobody")).isEmpty();
    }

    @Test
    void selectorLeavesTheRest() throws Exception {
        route(routes -> routes.from("jms:in?selector=cups BETWEEN 2 AND 3").process(noting("cups")));

        for (int cups = 1; cups <= 4; cups++) {
            caller.sendBodyAndHeader("jms:in", "tea" + cups, "cups", cups);
        }

        assertThat(heard.next(2)).containsExactly("2", "3");
        heard.assertSilence();
        assertThat(lyingIn("in")).containsExactly("tea1", "tea4");
    }

    @Test
    void concurrentConsumersWorkAtTheSameTime() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(3);
        route(routes -> routes.from("jms:in?concurrentConsumers=3").process(exchange -> {
            threads.add(Thread.currentThread().getName());
            together.countDown();
            patiently("three at work", () -> together.getCount() == 0);
            heard.add(exchange.getMessage().getBody(String.class));
        }));

        put("in", "a", "b", "c");

        assertThat(heard.next(3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(threads).hasSize(3);
    }

    @Test
    void asyncConsumerTakesTheNextWhileOneIsAtWork() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        route(routes -> routes.from("jms:in?asyncConsumer=true").threads(2, 2).process(exchange -> {
            together.countDown();
            patiently("two at work", () -> together.getCount() == 0);
            heard.add(exchange.getMessage().getBody(String.class));
        }));

        put("in", "a", "b");

        assertThat(heard.next(2)).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cacheLevelName=CACHE_NONE", "cacheLevelName=CACHE_SESSION",
        "acknowledgementModeName=CLIENT_ACKNOWLEDGE", "acknowledgementModeName=DUPS_OK_ACKNOWLEDGE",
        "asyncStartListener=true", "maxMessagesPerTask=2", "eagerLoadingOfProperties=true"})
    void everyKindOfConsumerHearsEachMessageOnceAndInOrder(String options) throws Exception {
        route(routes -> routes.from("jms:in?" + options).process(exchange ->
                heard.add(exchange.getMessage().getBody(String.class))));

        put("in", "a", "b", "c", "d");

        assertThat(heard.next(4)).containsExactly("a", "b", "c", "d");
        heard.assertSilence();
    }

    /** The listener of this kind hands each message to a pool of threads, so the order is theirs. */
    @Test
    void simpleConsumerHearsEachMessageOnce() throws Exception {
        route(routes -> routes.from("jms:in?consumerType=Simple").process(exchange ->
                heard.add(exchange.getMessage().getBody(String.class))));

        put("in", "a", "b", "c", "d");

        assertThat(heard.next(4)).containsExactlyInAnyOrder("a", "b", "c", "d");
        heard.assertSilence();
    }

    @Test
    void qualityOfServiceIsSetAndPreserved() throws Exception {
        route(routes -> routes.from("jms:in").to("jms:out?preserveMessageQos=true"));

        caller.sendBody("jms:in?explicitQosEnabled=true&priority=8&deliveryMode=1&timeToLive=60000", "tea");

        Message moved = take("out");
        assertThat(moved.getJMSPriority()).isEqualTo(8);
        assertThat(moved.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(moved.getJMSExpiration() - moved.getJMSTimestamp()).isBetween(50_000L, 60_000L);
    }

    @Test
    void deliveryDelayHoldsBack() throws JMSException {
        caller.sendBody("jms:delayed?deliveryDelay=150", "late");

        Message late = take("delayed");

        assertThat(late.getJMSDeliveryTime() - late.getJMSTimestamp()).isEqualTo(150);
    }

    @Test
    void identifierOfTheSentMessageComesBackToTheRoute() throws JMSException {
        Exchange sent = caller.send("jms:out?includeSentJMSMessageID=true",
                exchange -> exchange.getMessage().setBody("tea"));

        assertThat(sent.getMessage().getHeader("JMSMessageID")).isEqualTo(take("out").getJMSMessageID());
    }

    @Test
    void pollingTemplateTakesOneMessage() throws Exception {
        put("in", "a", "b");
        try (ConsumerTemplate taker = camel.createConsumerTemplate()) {
            taker.start();
            assertThat(taker.receiveBody("jms:in?receiveTimeout=-1", 5_000, String.class)).isEqualTo("a");
            taker.stop();
        }

        assertThat(lyingIn("in")).containsExactly("b");
    }

    @Test
    void endpointOfAQueueCanBeBrowsed() throws JMSException {
        put("in", "a", "b");

        BrowsableEndpoint endpoint = camel.getEndpoint("jms:queue:in", BrowsableEndpoint.class);

        assertThat(endpoint.getExchanges()).extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsExactly("a", "b");
        assertThat(lyingIn("in")).containsExactly("a", "b");
    }

    @Test
    void failedMessageIsAcknowledgedWithoutATransaction() throws Exception {
        route(routes -> routes.from("jms:in").process(exchange -> {
            heard.add(exchange.getMessage().getBody(String.class));
            throw new IllegalStateException("cannot handle it");
        }));

        put("in", "bad", "worse");

        assertThat(heard.next(2)).containsExactly("bad", "worse");
        heard.assertSilence();
        assertThat(leftIn("in")).isEmpty();
    }

    @Test
    void mapBodyKeepsItsTypes() throws Exception {
        Heard<Object> bodies = new Heard<>();
        route(routes -> routes.from("jms:in").process(exchange -> bodies.add(exchange.getMessage().getBody())));

        caller.sendBody("jms:in", Map.of("cups", 3, "kind", "green", "raw", new byte[] {1, 2}));

        Map<?, ?> body = (Map<?, ?>) bodies.next();
        assertThat(new TreeSet<Object>(body.keySet())).containsExactly("cups", "kind", "raw");
        assertThat(body.get("cups")).isEqualTo(3);
        assertThat(body.get("kind")).isEqualTo("green");
        assertThat(body.get("raw")).isEqualTo(new byte[] {1, 2});
    }

    private Processor noting(String header) {
        return exchange -> heard.add(exchange.getMessage().getHeader(header, String.class));
    }
}
