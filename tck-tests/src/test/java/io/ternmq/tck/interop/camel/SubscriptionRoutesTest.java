// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Heard;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Routes that subscribe to topics. */
class SubscriptionRoutesTest extends CamelGuest {
    private final Heard<String> heard = new Heard<>();

    @Test
    void plainSubscriptionsAllHear() throws Exception {
        subscribe("one", "jms:topic:news", "one ");
        subscribe("two", "jms:topic:news", "two ");

        caller.sendBody("jms:topic:news", "hello");

        assertThat(heard.next(2)).containsExactlyInAnyOrder("one hello", "two hello");
        heard.assertSilence();
        assertThat(lyingIn("news")).as("a queue of the topic's name").isEmpty();
    }

    @Test
    void queueFeedsTopicAndTopicFeedsQueue() throws Exception {
        route(routes -> routes.from("jms:topic:news").routeId("down").to("jms:queue:archive"));
        awaitSubscription("down");
        route(routes -> routes.from("jms:queue:drafts").to("jms:topic:news"));

        put("drafts", "a", "b");

        assertThat(takeTexts("archive", 2)).containsExactly("a", "b");
    }

    @Test
    void durableSubscriptionHearsWhatItMissed() throws Exception {
        subscribe("durable", "jms:topic:news?clientId=camel&durableSubscriptionName=reader&subscriptionDurable=true",
                "read ");
        publish("news", "a");
        assertThat(heard.next()).isEqualTo("read a");

        camel.getRouteController().stopRoute("durable");
        publish("news", "b");
        heard.assertSilence();
        camel.getRouteController().startRoute("durable");

        assertThat(heard.next()).isEqualTo("read b");
        heard.assertSilence();
    }

    @Test
    void sharedSubscriptionDividesTheMessages() throws Exception {
        String team = "jms:topic:news?subscriptionShared=true&subscriptionName=team&concurrentConsumers=2";
        subscribe("first", team, "");
        subscribe("second", team, "");

        publish("news", "a", "b", "c", "d", "e", "f");

        assertThat(heard.next(6)).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
        heard.assertSilence();
    }

    @Test
    void sharedDurableSubscriptionHearsWhatItsTeamMissed() throws Exception {
        String team = "jms:topic:news?subscriptionShared=true&subscriptionDurable=true&subscriptionName=team";
        subscribe("first", team, "");
        subscribe("second", team, "");
        camel.getRouteController().stopRoute("first");
        camel.getRouteController().stopRoute("second");
        publish("news", "a", "b");

        camel.getRouteController().startRoute("second");

        assertThat(heard.next(2)).containsExactly("a", "b");
        heard.assertSilence();
    }

    @Test
    void selectorHoldsForTheSubscription() throws Exception {
        subscribe("urgent", "jms:topic:news?selector=kind LIKE 'urg%25'", "");

        caller.sendBodyAndHeader("jms:topic:news", "a", "kind", "urgent");
        caller.sendBodyAndHeader("jms:topic:news", "b", "kind", "usual");
        caller.sendBodyAndHeader("jms:topic:news", "c", "kind", "urgently");

        assertThat(heard.next(2)).containsExactly("a", "c");
        heard.assertSilence();
    }

    private void subscribe(String id, String endpoint, String prefix) throws Exception {
        Processor noting = exchange -> heard.add(prefix + exchange.getMessage().getBody(String.class));
        route(routes -> routes.from(endpoint).routeId(id).process(noting));
        awaitSubscription(id);
    }

    private void awaitSubscription(String id) throws Exception {
        JmsConsumer consumer = (JmsConsumer) camel.getRoute(id).getConsumer();
        DefaultMessageListenerContainer container =
                (DefaultMessageListenerContainer) consumer.getListenerContainer();
        patiently("subscription of " + id, container::isRegisteredWithDestination);
    }
}
