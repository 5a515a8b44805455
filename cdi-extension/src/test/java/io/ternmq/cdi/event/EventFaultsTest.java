// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Stand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bridges that nobody could go over, told at the start, all at once. */
class EventFaultsTest {

    /** A body that has a shape of its own. */
    public static class Base {}

    /** Nothing that could be made. */
    public interface Shape {}

    /** A narrower one. */
    public static class Special extends Base {}

    /** What no message has. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Urgent {}

    /** Wrong in many ways. */
    @ApplicationScoped
    static class Wrong {
        @Inject
        @ToTopic("orders.*")
        Event<String> pattern;

        void anything(@Observes @FromTopic("one") Object body) {}

        void empty(@Observes @FromTopic("a..b") String body) {}

        void list(@Observes @FromTopic("two") List<String> body) {}

        void open(@Observes @FromTopic("three") Shape body) {}

        void urgent(@Observes @Urgent @FromTopic("four") String body) {}

        void base(@Observes @FromTopic("five") Base body) {}

        void special(@Observes @FromTopic("five") Special body) {}

        void unknown(@Observes @FromTopic("${no.such.topic}") String body) {}
    }

    @Test
    void tellsAllThatIsWrong() throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            String text = Refusal.of(() -> stand.start(Wrong.class));

            String name = Wrong.class.getName();
            assertThat(text)
                    .contains(name + ".pattern: @ToTopic(\"orders.*\") is a pattern")
                    .contains(name + ".anything: it observes Object")
                    .contains(name + ".empty: @FromTopic(\"a..b\") has an empty level.")
                    .contains(name + ".list: it observes ")
                    .contains(name + ".open: JSON-B cannot read")
                    .contains(name + ".urgent: it has the qualifier @Urgent too")
                    .contains(name + ".base: it would be called twice for each message of five")
                    .contains(name + ".unknown: @FromTopic(\"${no.such.topic}\") cannot be looked up");
        }
    }
}
