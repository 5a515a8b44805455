// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Fact;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.message.Address;
import io.ternmq.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered, for how long, and what a checkpoint makes of it. */
class DuplicatesTest {

    private static final long WINDOW = 1_600;
    private static final long STEP = WINDOW / 16;
    private static final long START = 1_000_000;
    private static final Address PLACE = Address.queue("place");

    private Duplicates duplicates = new Duplicates(WINDOW, 3);

    private static MessageId id(String producer, long number) {
        return new MessageId(producer, number);
    }

    private static MessageName name(String id) {
        return new MessageName(PLACE, id);
    }

    private static Remembered remembered(String id, long millis, boolean durable) {
        return new Remembered(PLACE, id, millis, durable);
    }

    private List<Fact> image() {
        List<Fact> image = new ArrayList<>();
        duplicates.writeTo(image::add);
        return image;
    }

    /** As after a start on the checkpoint that was just written. */
    private void restart() {
        List<Fact> image = image();
        duplicates = new Duplicates(WINDOW, 3);
        for (Fact fact : image) {
            if (fact instanceof ProducerSeen seen) {
                duplicates.restore(seen);
            } else {
                duplicates.remember((Remembered) fact);
            }
        }
    }

    @Test
    void knowsWhatAProducerSentAndNothingElse() {
        duplicates.note(id("a", 1));
        duplicates.note(id("b", 7));
        duplicates.note(id("a", 3));

        assertThat(duplicates.knows(id("a", 1))).isTrue();
        assertThat(duplicates.knows(id("a", 2))).isFalse();
        assertThat(duplicates.knows(id("a", 3))).isTrue();
        assertThat(duplicates.knows(id("b", 7))).isTrue();
        assertThat(duplicates.knows(id("b", 1))).isFalse();
        assertThat(duplicates.knows(id("c", 1))).isFalse();
    }

    @Test
    void keepsAProducerThatGoesOnSending() {
        duplicates.note(id("busy", 1));
        duplicates.note(id("silent", 1));
        long now = START;
        for (int number = 2; number < 100; number++, now += WINDOW / 2) {
            duplicates.onTimePassed(now);
            duplicates.note(id("busy", number));
        }

        assertThat(duplicates.knows(id("busy", 1))).isTrue();
        assertThat(duplicates.knows(id("silent", 1))).isFalse();
    }

    @Test
    void forgetsAProducerAtTheEndOfTheWindowAndNotBefore() {
        duplicates.note(id("a", 1));
        duplicates.onTimePassed(START);
        duplicates.onTimePassed(START + WINDOW - 1);
        assertThat(duplicates.knows(id("a", 1))).isTrue();
        duplicates.onTimePassed(START + WINDOW);
        assertThat(duplicates.knows(id("a", 1))).isFalse();
        assertThat(image()).isEmpty();
    }

    @Test
    void countsAProducerFromTheReadingOfTheClockAfterItsMessage() {
        duplicates.onTimePassed(START);
        duplicates.note(id("a", 1));
        duplicates.onTimePassed(START + 10 * WINDOW);
        assertThat(duplicates.knows(id("a", 1))).isTrue();
    }

    @Test
    void remembersNoMoreProducersThanAllowed() {
        for (String producer : List.of("a", "b", "c", "a", "d")) {
            duplicates.note(id(producer, 1));
        }
        assertThat(duplicates.knows(id("a", 1))).as("the oldest").isFalse();
        assertThat(List.of("b", "c", "d")).allMatch(producer -> duplicates.knows(id(producer, 1)));

        duplicates.onTimePassed(START);
        duplicates.note(id("b", 2));
        duplicates.note(id("e", 1));
        assertThat(duplicates.knows(id("c", 1))).as("silent for longest").isFalse();
        assertThat(duplicates.knows(id("b", 1))).isTrue();
    }

    @Test
    void goesOnWithAProducerThatWasForgottenAmongTooMany() {
        Duplicates narrow = new Duplicates(WINDOW, 1);
        narrow.note(id("a", 1));
        narrow.note(id("b", 1));
        narrow.note(id("a", 2));

        assertThat(narrow.knows(id("b", 1))).isFalse();
        assertThat(narrow.knows(id("a", 1))).isFalse();
        assertThat(narrow.knows(id("a", 2))).isTrue();
    }

    @Test
    void knowsANameForTheWindowAtItsDestinationOnly() {
        duplicates.remember(remembered("x", START, true));

        assertThat(duplicates.knows(name("x"), START + WINDOW - 1)).isTrue();
        assertThat(duplicates.knows(name("x"), START + WINDOW)).isFalse();
        assertThat(duplicates.knows(name("y"), START)).isFalse();
        assertThat(duplicates.knows(new MessageName(Address.topic("place"), "x"), START)).isFalse();
        assertThat(duplicates.knows(name("x"), START - 10 * WINDOW)).as("the clock was set back").isTrue();
    }

    @Test
    void remembersNoMoreNamesThanAllowed() {
        duplicates.remember(remembered("a", START, true));
        duplicates.remember(remembered("b", START, true));
        duplicates.remember(remembered("a", START + 1, true));
        duplicates.remember(remembered("c", START + 1, true));
        duplicates.remember(remembered("d", START + 1, true));

        assertThat(duplicates.knows(name("b"), START + 1)).isFalse();
        assertThat(List.of("a", "c", "d")).allMatch(id -> duplicates.knows(name(id), START + 1));
    }

    @Test
    void letsGoOfOldNames() {
        duplicates.remember(remembered("a", START, true));
        duplicates.remember(remembered("b", START + 5, true));
        duplicates.onTimePassed(START + WINDOW);
        assertThat(image()).containsExactly(remembered("b", START + 5, true));
    }

    @Test
    void asksForTheTimeOnceInAWhileAndOnlyWithSomethingToForget() {
        assertThat(duplicates.isBehind(START)).isFalse();
        duplicates.note(id("a", 1));
        assertThat(duplicates.isBehind(START)).isTrue();
        duplicates.onTimePassed(START);
        assertThat(duplicates.isBehind(START + STEP - 1)).isFalse();
        assertThat(duplicates.isBehind(START + STEP)).isTrue();
    }

    @Test
    void comesBackFromACheckpoint() {
        duplicates.note(id("old", 1));
        duplicates.onTimePassed(START);
        duplicates.note(id("new", 4));
        duplicates.note(id("new", 6));
        duplicates.remember(remembered("kept", START, true));
        duplicates.remember(remembered("volatile", START, false));
        restart();

        assertThat(duplicates.knows(id("old", 1))).isTrue();
        assertThat(duplicates.knows(id("new", 4))).isTrue();
        assertThat(duplicates.knows(id("new", 5))).isFalse();
        assertThat(duplicates.knows(id("new", 6))).isTrue();
        assertThat(duplicates.knows(name("kept"), START)).isTrue();
        assertThat(duplicates.knows(name("volatile"), START)).isFalse();
        duplicates.onTimePassed(START + WINDOW);
        assertThat(duplicates.knows(id("old", 1))).as("its moment comes back, too").isFalse();
        assertThat(duplicates.knows(id("new", 4))).as("heard just before the checkpoint").isTrue();
    }

    @Test
    void remembersNothingWithoutAWindow() {
        Duplicates none = new Duplicates(0, 3);
        none.note(id("a", 1));
        none.remember(remembered("x", START, true));
        none.restore(new ProducerSeen("b", new long[] {1, 2}, START));

        assertThat(none.knows(id("a", 1))).isFalse();
        assertThat(none.knows(id("b", 1))).isFalse();
        assertThat(none.knows(name("x"), START)).isFalse();
        assertThat(none.isBehind(START)).isFalse();
    }
}
