// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Scheduled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of wrong retries, dead letters, batches, orders and methods. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // what is declared is what is tested
class ConductFaultsTest {

    @Test
    void refusesToPutDeadLettersWhereTheyComeFrom() {
        class Bean {
            @QueueListener("DLQ.orders")
            void round(String text) {}

            @QueueListener("DLQ.orders")
            @DeadLetter("given.up")
            void onwards(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "round(String) | It takes dead letters, and without @DeadLetter what fails again goes to "
                        + "queue://DLQ.orders once more: it would go round for ever. | Add @DeadLetter(\"…\") with "
                        + "another queue.");
    }

    @Test
    void refusesFiguresOfARetryThatAreOutOfRange() {
        class Bean {
            @QueueListener("alerts")
            @Retry(maxAttempts = 0, multiplier = 0.5, jitter = 1.5, on = {})
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Retry maxAttempts = 0 makes no sense. | Write 1 or more; 1 is no retry.",
                "on(String) | @Retry multiplier = 0.5 makes no sense. | Write 1.0 or more.",
                "on(String) | @Retry jitter = 1.5 makes no sense. | Write 0 to 1.",
                "on(String) | @Retry on = {} makes no sense. | Write the failures that are worth it, or leave "
                        + "on out for all.");
    }

    @Test
    void refusesFiguresThatAreNone() {
        class Bean {
            @QueueListener("alerts")
            @Retry(multiplier = Double.POSITIVE_INFINITY, jitter = Double.NaN)
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Retry multiplier = Infinity makes no sense. | Write 1.0 or more.",
                "on(String) | @Retry jitter = NaN makes no sense. | Write 0 to 1.");
    }

    @Test
    void refusesDurationsThatAreNone() {
        class Bean {
            @QueueListener("alerts")
            @Retry(delay = "soon", maxDelay = "400d")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Retry delay is wrong: 'soon' is no duration: write a whole number and ms, s, m, "
                        + "h or d, for example 5s. | Write for example 500ms, 10s or PT10S.",
                "on(String) | @Retry maxDelay = \"400d\" is out of range. | Write 0 or more, up to 365d.");
    }

    @Test
    void refusesALongestPauseShorterThanTheFirst() {
        class Bean {
            @QueueListener("alerts")
            @Retry(delay = "1m", maxDelay = "10s")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Retry maxDelay = 10s makes no sense. | Write delay = 1m or more.");
    }

    @Test
    void refusesATimeoutOfNothing() {
        class Bean {
            @QueueListener(value = "alerts", timeout = "0")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | timeout = \"0\" is out of range. | Write 1ms or more, up to 365d.");
    }

    @Test
    void refusesDeadLettersOfATopic() {
        class Bean {
            @QueueListener("alerts")
            @DeadLetter("topic://failed")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @DeadLetter names the topic topic://failed, where a queue belongs. | Write the "
                        + "name of a queue.");
    }

    @Test
    void refusesDeadLettersThatComeBack() {
        class Bean {
            @QueueListener("alerts")
            @DeadLetter("${alerts.queue}")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @DeadLetter names queue://alerts, from which the messages come: they would go "
                        + "round for ever. | Name another queue, or leave @DeadLetter out for DLQ.alerts.");
    }

    @Test
    void refusesABatchOfNothing() {
        class Bean {
            @QueueListener("alerts")
            @Batch(size = 0, timeout = "0ms")
            void on(List<String> texts) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(List) | @Batch size = 0 is out of range. | Write 1 to 100000.",
                "on(List) | @Batch timeout = \"0ms\" is out of range. | Write 1ms or more, up to 365d.");
    }

    @Test
    void refusesAnOrderWithoutOthersAtTheSameTime() {
        class Bean {
            @QueueListener("alerts")
            @Ordered
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Ordered says nothing while concurrency = 1: one message at a time is in order "
                        + "anyway. | Write concurrency = 2 or more, or leave @Ordered out.");
    }

    @Test
    void refusesAnOrderOfBatches() {
        class Bean {
            @QueueListener(value = "alerts", concurrency = 2)
            @Ordered
            @Batch(size = 10, timeout = "1s")
            void on(List<String> texts) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(List) | @Ordered and @Batch do not go together: a batch is in the order in which its "
                        + "messages came. | Leave one of the two out.");
    }

    @Test
    void refusesAKeyThatIsNoProperty() {
        class Bean {
            @QueueListener(value = "alerts", concurrency = 2)
            @Ordered(key = "order-id")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @Ordered(key = \"order-id\") is no name of a property. | Write the name of a "
                        + "property, or leave key out for the key of the message.");
    }

    @Test
    void refusesAnnotationsOfListenersThatDoNotListen() {
        class Bean {
            @Retry
            @MessageSelector("urgent")
            void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | @MessageSelector, @Retry says how a listener works, and this method does not "
                        + "listen. | Add @QueueListener or @TopicListener, or leave it out.");
    }

    @Test
    void refusesToListenAndToRunAtMoments() {
        class Bean {
            @QueueListener("alerts")
            @Scheduled(cron = "@daily")
            void on() {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on() | It listens and is @Scheduled, and what runs because it is time has no message. | Write "
                        + "two methods.");
    }

    @Test
    void refusesToRetryWhatRunsAtMoments() {
        class Bean {
            @Scheduled(cron = "@daily")
            @Retry
            void on() {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on() | @Retry says how messages are handled, and a @Scheduled method has none; it runs again "
                        + "at its next moment. | Leave it out.");
    }

    @Test
    void refusesMethodsThatNoProxyCanCall() {
        assertThat(Told.of(Uncallable.class)).containsExactly(
                "abstractly(String) | It is abstract, and a listener is called through its object or a proxy "
                        + "of it. | Leave abstract out.",
                "lastly(String) | It is final, and a listener is called through its object or a proxy of it. "
                        + "| Leave final out.",
                "privately(String) | It is private, and a listener is called through its object or a proxy of "
                        + "it. | Leave private out, or write public.",
                "statically(String) | It is static, and a listener is called through its object or a proxy of "
                        + "it. | Leave static out.");
    }

    /** Each of them wrong in its way. */
    abstract static class Uncallable {
        @QueueListener("alerts")
        abstract void abstractly(String text);

        @QueueListener("alerts")
        final void lastly(String text) {}

        @QueueListener("alerts")
        @SuppressWarnings("UnusedMethod") // found by its annotation
        private void privately(String text) {}

        @QueueListener("alerts")
        static void statically(String text) {}
    }

    @Test
    void refusesAnnotationsThatAreNotInherited() {
        class Bean implements Listening {
            @Override
            public void on(String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | It is abstract, and a class that implements it does not inherit its annotations. "
                        + "| Annotate the method of the class.");
    }

    /** Its annotation is lost. */
    interface Listening {
        @QueueListener("alerts")
        void on(String text);
    }

    @Test
    void refusesARequestOutsideOfAnInterface() {
        class Bean {
            @RequestTo("calculator.add")
            int add(int number) {
                return number;
            }
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "add(int) | @RequestTo is for methods of an interface, which both sides know. | Write the "
                        + "method with @RequestTo into an interface and implement it here, or take requests with "
                        + "@QueueListener and return the reply.");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        class Bean {
            @QueueListener(value = "alerts", concurrency = 0, timeout = "x")
            @Retry(maxAttempts = 0)
            void on(Thread thread) {}

            @QueueListener("a b")
            void other(String text) {}
        }
        assertThat(Told.of(Bean.class, Bean.class)).hasSize(5).doesNotHaveDuplicates();
    }
}
