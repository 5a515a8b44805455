// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What injection points mean, and what is wrong about them. */
class PointsTest {

    private static final Settings SETTINGS = Settings.of(Map.of(
            "ternmq.channel.billing", "queue://billing", "orders.topic", "orders.eu"));

    /** A body. */
    public record Order(String id) {}

    /** A body that knows its place. */
    @Channel("orders.marked")
    public record Marked(String id) {}

    /** Cannot be made. */
    public interface Shape {}

    /** Cannot be made. */
    public abstract static class Half {}

    /** Can be made from something else only. */
    public static class Closed {
        Closed(String text) {
            assertThat(text).isNotNull();
        }
    }

    /** Needs another one. */
    @SuppressWarnings("ClassCanBeStatic") // that it is not is what is tested
    public class Inner {}

    record Private(int id) {}

    @Qualifier
    @Channel("queue://important")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Important {}

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Own {}

    /** What is right. */
    static class Right<T> {
        @Inject @Channel("orders") Publisher<Order> topic;
        @Inject @Channel("queue://orders") Publisher<List<Order>> queue;
        @Inject @Channel("orders") Requester<Order, Marked> asked;
        @Inject @Channel("topic://orders") Requester<Order, Void> askedTopic;
        @Inject @Channel("${orders.topic}") EventStream<Order> stream;
        @Inject @Channel("orders.#?replay=earliest&group=g") Subscriber<Order> replayed;
        @Inject @Channel("queue://what?") Publisher<Order> oddQueue;
        @Inject @Channel("flow") Pipeline<Order, Marked> pipeline;
        @Inject @Channel(value = "prices", factory = "audit") ScatterGather<String, byte[]> prices;
        @Inject @Named("billing") Publisher<Order> named;
        @Inject @Important Publisher<Order> qualified;
        @Inject Publisher<Marked> typed;
        @Inject @Channel(factory = "audit") Publisher<Marked> typedElsewhere;
        @Inject @Channel("shapes") Publisher<Shape> written;
    }

    /** What is wrong. */
    static class Wrong<T> {
        @Inject @Channel("orders") @SuppressWarnings("rawtypes") Publisher raw;
        @Inject @Channel("orders") Publisher<?> wild;
        @Inject @Channel("orders") Subscriber<T> open;
        @Inject @Channel("orders") Subscriber<List<T>> openInside;
        @Inject @Channel("") Publisher<Order> empty;
        @Inject @Channel("queue://") Publisher<Order> nameless;
        @Inject Publisher<Order> unsaid;
        @Inject @Named("nobody") Publisher<Order> unknownName;
        @Inject @Channel("${nobody.knows}") Publisher<Order> unknownPart;
        @Inject @Channel("orders?x=1") Publisher<Order> option;
        @Inject @Channel("orders?x=1&replay=earliest") Subscriber<Order> unknownOption;
        @Inject @Channel("queue://orders") EventStream<Order> queueStream;
        @Inject @Channel("queue://orders") ScatterGather<Order, Order> queueGather;
        @Inject @Channel("orders.*") Publisher<Order> pattern;
        @Inject @Channel("orders.#") ScatterGather<Order, Order> gatherPattern;
        @Inject @Channel("orders") Subscriber<Shape> shape;
        @Inject @Channel("orders") Requester<Order, Half> half;
        @Inject @Channel("orders") Subscriber<Closed> closed;
        @Inject @Channel("orders") EventStream<List<Inner>> inner;
        @Inject @Channel("orders") Subscriber<Private> hidden;
        @Inject @Channel("orders") Subscriber<Runnable> action;
        @Inject @Channel("") Pipeline<Order, Order> pipeline;
    }

    /** What belongs to others. */
    static class Foreign {
        @Inject @Own Publisher<Order> own;
        @Inject String text;
        @Inject @Named("x") List<Order> list;
    }

    private static Point point(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            Set<Annotation> qualifiers = Arrays.stream(field.getAnnotations())
                    .filter(each -> each.annotationType().isAnnotationPresent(Qualifier.class))
                    .collect(Collectors.toSet());
            Set<Annotation> all = qualifiers.isEmpty() ? Set.of(Default.Literal.INSTANCE) : qualifiers;
            return new Point(type, name, field.getGenericType(), all);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static Reading read(Class<?> type, String name) {
        return new Points(SETTINGS).read(point(type, name)).orElseThrow();
    }

    static Stream<Arguments> right() {
        return Stream.of(
                arguments("topic", "orders", "topic://orders"),
                arguments("queue", "queue://orders", "queue://orders"),
                arguments("asked", "orders", "queue://orders"),
                arguments("askedTopic", "topic://orders", "topic://orders"),
                arguments("stream", "orders.eu", "topic://orders.eu"),
                arguments("replayed", "orders.#?replay=earliest&group=g", "topic://orders.#"),
                arguments("oddQueue", "queue://what?", "queue://what?"),
                arguments("prices", "prices", "topic://prices"),
                arguments("named", "queue://billing", "queue://billing"),
                arguments("qualified", "queue://important", "queue://important"),
                arguments("typed", "orders.marked", "topic://orders.marked"),
                arguments("typedElsewhere", "orders.marked", "topic://orders.marked"),
                arguments("written", "shapes", "topic://shapes"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void allWaysEndAtOneQualifier(String field, String value, String channel) {
        Reading reading = read(Right.class, field);

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.qualifier().value()).isEqualTo(value);
        assertThat(reading.place()).isNotNull();
        assertThat(reading.declaration()).isNotNull().satisfies(declared ->
                assertThat(declared.channel()).hasToString(channel));
    }

    @Test
    void everyRightFieldIsInTheTable() {
        List<String> fields = Arrays.stream(Right.class.getDeclaredFields()).map(Field::getName).toList();

        assertThat(right().map(each -> (String) each.get()[0])).hasSize(fields.size() - 1).isSubsetOf(fields);
    }

    @Test
    void declarationsSayWhoSendsWhat() {
        assertThat(read(Right.class, "asked").declaration())
                .isEqualTo(new Declaration(Right.class.getName() + ".asked", Declaration.Direction.SENDS,
                        io.ternmq.api.pattern.Channel.queue("orders"), Order.class, Marked.class, null, null));
        assertThat(read(Right.class, "replayed").declaration())
                .extracting(declared -> declared == null ? null : declared.direction())
                .isEqualTo(Declaration.Direction.RECEIVES);
    }

    @Test
    void factoriesAndPipelinesKeepTheirNames() {
        assertThat(read(Right.class, "prices").qualifier().factory()).isEqualTo("audit");
        assertThat(read(Right.class, "typedElsewhere").qualifier().factory()).isEqualTo("audit");
        Reading pipeline = read(Right.class, "pipeline");
        assertThat(pipeline.faults()).isEmpty();
        assertThat(pipeline.declaration()).isNull();
        assertThat(pipeline.place()).isNotNull().satisfies(place -> assertThat(place.name()).isEqualTo("flow"));
    }

    @Test
    void whatWasRewrittenMeansTheSame() {
        Reading once = read(Right.class, "named");
        Point again = new Point(Right.class, "named", point(Right.class, "named").type(), Set.of(once.qualifier()));

        assertThat(new Points(SETTINGS).read(again)).hasValueSatisfying(reading ->
                assertThat(reading.place()).isEqualTo(once.place()));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("raw", "The type Publisher is raw", "as in Publisher<Order>"),
                arguments("wild", "'?' is no type that a message could be read as", "a class or a record"),
                arguments("open", "'T' is no type", "as in Subscriber<Order>"),
                arguments("openInside", "'java.util.List<T>' is no type", "as in Subscriber<Order>"),
                arguments("empty", "The channel has no name", "@Channel(\"queue://…\")"),
                arguments("nameless", "The channel has no name", "@Channel(\"queue://…\")"),
                arguments("unsaid", "does not say which channel this Publisher works with", "or annotate"),
                arguments("unknownName", "which channel the name 'nobody' means", "Set ternmq.channel.nobody"),
                arguments("unknownPart", "no value for 'nobody.knows'", "${key:value}"),
                arguments("option", "only a Subscriber knows any", "Leave '?x=1' out"),
                arguments(
                        "unknownOption",
                        "there is no option 'x'; there are replay, group,",
                        "Write options as in ?replay="),
                arguments("queueStream", "is a queue, and an EventStream works with topics", "Write topic://orders"),
                arguments("queueGather", "is a queue, and a ScatterGather works with topics", "a Requester"),
                arguments("pattern", "is a pattern, and a Publisher sends", "the name of one topic"),
                arguments("gatherPattern", "is a pattern, and a ScatterGather sends", "the name of one topic"),
                arguments("shape", "JSON-B cannot read it: PointsTest.Shape is an interface", "a public record"),
                arguments("half", "PointsTest.Half is an abstract class", "a public record"),
                arguments("closed", "has no constructor that it may call", "@JsonbCreator"),
                arguments("inner", "an inner class that is not static", "a public record"),
                arguments("hidden", "PointsTest.Private is not public", "a public record"),
                arguments("action", "java.lang.Runnable is nothing that JSON stands for", "a public record"),
                arguments("pipeline", "The channel has no name", "PipelineDefinition"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void eachMistakeIsToldWithWhatToWrite(String field, String problem, String instead) {
        Reading reading = read(Wrong.class, field);

        assertThat(reading.place()).isNull();
        assertThat(reading.declaration()).isNull();
        assertThat(reading.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.type()).isEqualTo(Wrong.class);
            assertThat(fault.member()).isEqualTo(field);
            assertThat(fault.problem()).contains(problem).endsWith(".");
            assertThat(fault.instead()).contains(instead).endsWith(".");
        });
    }

    @Test
    void everyWrongFieldIsInTheTable() {
        assertThat(Arrays.stream(Wrong.class.getDeclaredFields()).map(Field::getName))
                .containsExactlyInAnyOrderElementsOf(wrong().map(each -> (String) each.get()[0]).toList());
    }

    @Test
    void severalMistakesOfOnePointAreAllTold() {
        Point both = new Point(Wrong.class, "both", point(Wrong.class, "wild").type(),
                Set.of(Channel.Literal.of("orders.*?x=1", "")));

        assertThat(new Points(SETTINGS).read(both).orElseThrow().faults())
                .extracting(Fault::problem)
                .hasSize(3);
    }

    @Test
    void othersAreLeftAlone() {
        for (Field field : Foreign.class.getDeclaredFields()) {
            assertThat(new Points(SETTINGS).read(point(Foreign.class, field.getName()))).isEmpty();
        }
    }
}
