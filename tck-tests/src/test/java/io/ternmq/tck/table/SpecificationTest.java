// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** The list of sections and interfaces: what it must have, and which slips of the pen it refuses. */
class SpecificationTest {

    @Test
    void listsEveryTypeOfTheApi() throws IOException {
        List<String> types = ReflectionSupport.findAllClassesInPackage(
                        "jakarta.jms", type -> Modifier.isPublic(type.getModifiers()) && !type.isMemberClass(),
                        name -> true).stream()
                .<String>map(Class::getSimpleName)
                .sorted()
                .toList();
        assertThat(types).contains("Message", "JMSContext").hasSizeGreaterThan(70);
        assertThat(Specification.read().interfaces().keySet()).containsExactlyElementsOf(types);
    }

    /** The text names these together with their numbers, which were counted independently of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2.14    | Multi-threading",
        "3.4.13  | JMSDeliveryTime",
        "3.5.11  | JMSXDeliveryCount",
        "3.8.1.2 | Null values",
        "3.12    | Provider implementations of Jakarta Messaging message interfaces",
        "4.1.7   | QueueRequestor",
        "4.2.10  | TopicRequestor",
        "5.3     | Connection factories",
        "6.1.8   | Closing a connection",
        "6.2.9.2 | Order of message sends",
        "6.2.15  | Closing a session",
        "7.3.9   | Restrictions on the use of the Message object",
        "7.9     | Message delivery delay",
        "8.3.4   | Shared durable subscriptions",
        "8.8     | Closing a consumer",
        "9.1     | Reliability",
        "12.4.4  | Scope of injected JMSContext objects",
        "13.1    | MDB activation properties",
        "14.3.3.2| Creating a consumer on an existing durable subscription"
    })
    void countsAsTheTextItselfDoes(String number, String title) throws IOException {
        assertThat(Specification.read().headings())
                .anyMatch(heading -> heading.number().equals(number) && heading.title().equals(title));
    }

    @Test
    void readsWhatALineSays() {
        assertThat(parse("1 | One | binding | Does it. | So.", "1.1 | Part | not | Nothing. |").headings())
                .containsExactly(
                        new Heading("1", "One", true, "Does it.", "So."),
                        new Heading("1.1", "Part", false, "Nothing.", ""));
        assertThat(parse("[interfaces]", "# none", "", "Queue | Is there.").interfaces())
                .containsEntry("Queue", "Is there.")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1 | One | not | Nothing.",
        "1 | One | not | Nothing. | a | b",
        "1 | One | perhaps | Nothing. |",
        "1 |  | not | Nothing. |",
        "1 | One | not |  |"
    })
    void refusesALineThatIsNotComplete(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.1.2", "3", "2.1", "A", "1.1.1.1", "x", ""})
    void refusesAGapInTheNumbers(String number) {
        String line = number + " | Next | not | Nothing. |";
        assertThatThrownBy(() -> parse("1 | One | not | Nothing. |", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gap in the numbers");
    }

    @ParameterizedTest
    @CsvSource({"1, 1.1", "1, 2", "1.1, 1.1.1", "1.1, 1.2", "1.1, 2", "3.8.1.3, 3.9", "1.9, 1.10", "9, 10",
        "2.15, 2.16", "15, A", "15.3, A", "A, A.1", "A.1.2, A.2"})
    void takesEveryNumberThatMayFollow(String number, String next) {
        assertThat(new Heading(number, "One", false, "Nothing.", "").isFollowedBy(next)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"15, 16", "A, B", "A.1, B", "A.1, 16", "14, A", "2.15, A"})
    void endsWithOneAppendixBehindTheLastChapter(String number, String next) {
        assertThat(new Heading(number, "One", false, "Nothing.", "").isFollowedBy(next)).isFalse();
    }

    @Test
    void refusesToBeginInTheMiddle() {
        assertThatThrownBy(() -> parse("2 | Two | not | Nothing. |")).hasMessageContaining("gap in the numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Queue", "Queue | ", " | Is there.", "Queue | Is | there.", "Topic | Is there twice."})
    void refusesAnInterfaceThatIsNotClear(String line) {
        assertThatThrownBy(() -> parse("[interfaces]", "Topic | Is there.", line))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALineInABlockThatIsNotKnown() {
        assertThatThrownBy(() -> parse("[section]", "1 | One | not | Nothing. |"))
                .hasMessageContaining("outside of every block");
    }

    private static Specification parse(String first, String... more) {
        List<String> lines = new ArrayList<>(List.of("[sections]", first));
        lines.addAll(List.of(more));
        return Specification.parse(lines);
    }
}
