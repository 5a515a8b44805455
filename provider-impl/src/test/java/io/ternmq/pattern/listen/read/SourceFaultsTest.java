// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import org.junit.jupiter.api.Test;

/** What is told of wrong queues, topics, selectors and subscriptions. */
@SuppressWarnings("UnusedVariable") // what a method takes is what is tested
class SourceFaultsTest {

    @Test
    void listsTheOptionsThatThereAre() {
        class Bean {
            @TopicListener("orders?replya=earliest")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | The options of \"orders?replya=earliest\" are wrong: there is no option "
                        + "'replya'; there are replay, group, commit, key, rate, noAck. | Write for example "
                        + "orders?replay=earliest&group=billing.");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        class Bean {
            @TopicListener("orders?group=")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | The options of \"orders?group=\" are wrong: the option 'group' needs a value. | "
                        + "Write for example orders?replay=earliest&group=billing.");
    }

    @Test
    void refusesToCommitByHand() {
        class Bean {
            @TopicListener("orders?group=billing&commit=manual")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | \"orders?group=billing&commit=manual\" says commit=manual, but a listener's "
                        + "group moves on as messages are settled. | Leave commit=manual out, or read with "
                        + "Messaging.streams().");
    }

    @Test
    void refusesOptionsOfAQueue() {
        class Bean {
            @QueueListener("orders?replay=earliest")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @QueueListener = \"orders?replay=earliest\": a queue has no stream behind it "
                        + "that could be read with options. | Leave ?replay=earliest out, or listen to a topic.");
    }

    @Test
    void refusesAnUnknownPosition() {
        class Bean {
            @TopicListener(value = "orders", replay = "yesterday")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | The options of \"orders\" are wrong: 'yesterday' is no position: write earliest, "
                        + "latest, offset:17, time:2026-10-01T00:00Z or last:100. | Write for example "
                        + "orders?replay=earliest&group=billing.");
    }

    @Test
    void refusesTwoPositions() {
        class Bean {
            @TopicListener(value = "orders?replay=latest", replay = "earliest")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | Both replay = \"earliest\" and \"orders?replay=latest\" say where to begin. | "
                        + "Leave one of the two out.");
    }

    @Test
    void refusesAGroupBesidesASubscription() {
        class Bean {
            @TopicListener("orders?group=billing")
            @SubscriptionName("billing")
            @DurableSubscription
            @Shared
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | Over a stream the subscription billing is the group, to which the option 'group' "
                        + "does not fit. | Leave the option 'group' out, or the subscription.");
    }

    @Test
    void refusesSeveralReadersThatDoNotAcknowledge() {
        class Bean {
            @TopicListener(value = "orders?noAck=true", concurrency = 2)
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | Several readers share a stream by a group, and noAck is for readers without one. "
                        + "| Write concurrency = 1, or leave noAck out.");
    }

    @Test
    void refusesAWildcardInsideALevel() {
        class Bean {
            @TopicListener("quake.eu*.felt")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @TopicListener names no topic: The pattern \"quake.eu*.felt\" has the wildcard * "
                        + "inside a level at character 9; a wildcard stands alone between dots. | Write a name such as "
                        + "orders.created, or a pattern in which * is one level and # any number of them, each alone "
                        + "between dots.");
    }

    @Test
    void refusesAWildcardInAQueue() {
        class Bean {
            @QueueListener("alerts.*")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @QueueListener names no queue: The name \"alerts.*\" contains the wildcard * at "
                        + "character 8; wildcards belong into patterns, a message is sent to one destination. | "
                        + "Write a "
                        + "name such as orders.created, with a dot between levels and no white space.");
    }

    @Test
    void refusesAnEmptyName() {
        class Bean {
            @QueueListener("")
            void queue(String text) {}

            @TopicListener("")
            void topic(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "queue(String) | @QueueListener names no queue: A name must not be empty. | Write a name such "
                        + "as orders.created, with a dot between levels and no white space.",
                "topic(String) | @TopicListener names no topic: A pattern must not be empty. | Write a name "
                        + "such as orders.created, or a pattern in which * is one level and # any number of them, each "
                        + "alone between dots.");
    }

    @Test
    void refusesTheOtherKind() {
        class Bean {
            @QueueListener("topic://news")
            void queue(String text) {}

            @TopicListener("queue://alerts")
            void topic(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "queue(String) | @QueueListener names the topic topic://news, where a queue belongs. | Write "
                        + "the name of a queue, or @TopicListener.",
                "topic(String) | @TopicListener names the queue queue://alerts. | Write a topic, or "
                        + "@QueueListener.");
    }

    @Test
    void takesNamesWithTheirKindInFront() {
        class Bean {
            @QueueListener("queue://alerts")
            void queue(String text) {}

            @TopicListener("topic://news.#")
            void topic(String text) {}
        }
        assertThat(Told.of(Bean.class)).isEmpty();
    }

    @Test
    void refusesASettingThatNobodyKnows() {
        class Bean {
            @QueueListener("${alerts.qeue}")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | There is no setting alerts.qeue, which \"${alerts.qeue}\" asks for. | Set "
                        + "alerts.qeue, or write the value itself.");
    }

    @Test
    void refusesASettingWithoutEndOrName() {
        class Bean {
            @QueueListener("a.${alerts.queue")
            void endless(String text) {}

            @QueueListener("a.${}")
            void nameless(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "endless(String) | In \"a.${alerts.queue\" the part ${alerts.queue names no setting. | Write "
                        + "${name.of.a.setting}.",
                "nameless(String) | In \"a.${}\" the part ${} names no setting. | Write ${name.of.a.setting}.");
    }

    @Test
    void pointsAtTheFaultOfASelector() {
        class Bean {
            @QueueListener("alerts")
            @MessageSelector("magnitude >= ")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @MessageSelector is wrong. Invalid selector: unexpected end of the selector at "
                        + "position 13; expected an identifier, a literal or '('\n    magnitude >= \n           "
                        + "      ^ "
                        + "| \nWrite a condition on headers and properties, such as magnitude >= 4.5 AND region "
                        + "= 'EU'.");
    }

    @Test
    void refusesADurableOrSharedSubscriptionWithoutName() {
        class Bean {
            @TopicListener("news")
            @DurableSubscription
            void durable(String text) {}

            @TopicListener("news")
            @Shared
            void shared(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "durable(String) | @DurableSubscription needs a name for the subscription. | Add "
                        + "@SubscriptionName(\"…\").",
                "shared(String) | @Shared needs a name for the subscription. | Add @SubscriptionName(\"…\").");
    }

    @Test
    void refusesABlankName() {
        class Bean {
            @TopicListener("news")
            @Shared
            @SubscriptionName("${blank}")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @SubscriptionName is blank. | Write a name of letters, digits, _, . and -.");
    }

    @Test
    void refusesANameThatNamesNothing() {
        class Bean {
            @TopicListener("news")
            @SubscriptionName("readers")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @SubscriptionName alone says nothing: a subscription that is neither durable nor "
                        + "shared has no name. | Add @DurableSubscription or @Shared, or leave @SubscriptionName out.");
    }

    @Test
    void refusesSubscriptionsOfAQueue() {
        class Bean {
            @QueueListener("alerts")
            @DurableSubscription
            @SubscriptionName("readers")
            void durable(String text) {}

            @QueueListener("alerts")
            @SubscriptionName("readers")
            void named(String text) {}

            @QueueListener("alerts")
            @Shared
            void shared(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "durable(String) | @DurableSubscription is for topics: everybody who takes from a queue shares "
                        + "it, and it lasts anyway. | Leave it out, or write @TopicListener.",
                "named(String) | @SubscriptionName is for topics: everybody who takes from a queue shares it, "
                        + "and it lasts anyway. | Leave it out, or write @TopicListener.",
                "shared(String) | @Shared is for topics: everybody who takes from a queue shares it, and it "
                        + "lasts anyway. | Leave it out, or write @TopicListener.");
    }

    @Test
    void refusesSeveralConsumersOfAnUnsharedDurableSubscription() {
        class Bean {
            @TopicListener(value = "news", concurrency = 4)
            @DurableSubscription
            @SubscriptionName("readers")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | A durable subscription that is not shared is for one consumer, and concurrency "
                        + "is 4. | Add @Shared, or write concurrency = 1.");
    }

    @Test
    void refusesNoConsumers() {
        class Bean {
            @QueueListener(value = "alerts", concurrency = 0)
            void queue(String text) {}

            @TopicListener(value = "news", concurrency = -1)
            void topic(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "queue(String) | concurrency = 0: nothing would ever be handled. | Write 1 or more.",
                "topic(String) | concurrency = -1: nothing would ever be handled. | Write 1 or more.");
    }

    @Test
    void refusesTwoListenersOfAnUnsharedDurableSubscription() {
        class One {
            @TopicListener("news")
            @DurableSubscription
            @SubscriptionName("readers")
            void on(String text) {}
        }
        class Other {
            @TopicListener("weather")
            @DurableSubscription
            @SubscriptionName("readers")
            void on(String text) {}
        }
        assertThat(Told.of(One.class, Other.class)).containsExactly(
                "on(String) | Its subscription \"readers\" is that of "
                        + "" + One.class.getName() + ".on(String), and a durable subscription "
                        + "that is not shared is for one listener. | Give each a @SubscriptionName of its own, or add "
                        + "@Shared to both.");
    }

    @Test
    void refusesASubscriptionThatIsSharedByOneOnly() {
        class Bean {
            @TopicListener("news")
            @DurableSubscription
            @SubscriptionName("readers")
            void one(String text) {}

            @TopicListener("news")
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            void other(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "other(String) | Its subscription \"readers\" is that of "
                        + "" + Bean.class.getName() + ".one(String), and a durable subscription "
                        + "that is not shared is for one listener. | Give each a @SubscriptionName of its own, or add "
                        + "@Shared to both.");
    }

    @Test
    void refusesASharedSubscriptionOfTwoTopicsOrSelectors() {
        class Bean {
            @TopicListener("news")
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            void one(String text) {}

            @TopicListener("weather")
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            void topic(String text) {}

            @TopicListener("news")
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            @MessageSelector("urgent")
            void selector(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "selector(String) | Its subscription \"readers\" is that of "
                        + "" + Bean.class.getName() + ".one(String), which has another topic or "
                        + "selector: the provider would refuse one of them. | Give each a @SubscriptionName of "
                        + "its own, "
                        + "or the same topic and selector.",
                "topic(String) | Its subscription \"readers\" is that of "
                        + "" + Bean.class.getName() + ".one(String), which has another topic or "
                        + "selector: the provider would refuse one of them. | Give each a @SubscriptionName of "
                        + "its own, "
                        + "or the same topic and selector.");
    }

    @Test
    void letsSeveralListenersShareASubscription() {
        class Bean {
            @TopicListener(value = "news", concurrency = 2)
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            void one(String text) {}

            @TopicListener("news?replay=earliest")
            @DurableSubscription
            @Shared
            @SubscriptionName("readers")
            void other(String text) {}

            @TopicListener("weather")
            @Shared
            @SubscriptionName("readers")
            void notDurable(String text) {}
        }
        assertThat(Told.of(Bean.class)).isEmpty();
    }
}
