// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ternmq.broker.Fact;
import io.ternmq.broker.FactVisitor;
import io.ternmq.broker.StreamFactVisitor;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Facets;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Guards what is on disks already: the numbers, the forms, and that no durable fact is forgotten. */
class StoredFormsTest {

    private final FactCodec codec = new FactCodec();

    @Test
    void writesTheSameBytesAsEver() {
        Map<String, String> samples = StoredForms.samples();
        for (Fact fact : StoredForms.facts()) {
            ByteWriter out = new ByteWriter();
            codec.encode(fact, out);
            assertThat(HexFormat.of().formatHex(out.toArray()))
                    .as(fact.getClass().getSimpleName())
                    .isEqualTo(samples.get(fact.getClass().getSimpleName()));
        }
    }

    @Test
    void readsWhatWasEverWritten() {
        Map<String, String> samples = StoredForms.samples();
        for (Fact fact : StoredForms.facts()) {
            String bytes = samples.getOrDefault(fact.getClass().getSimpleName(), "");
            Fact read = codec.decode(new ByteReader(HexFormat.of().parseHex(bytes)));
            assertThat(Facets.of(read)).isEqualTo(Facets.of(fact));
        }
    }

    @Test
    void readsWhatEarlierVersionsWrote() {
        assertThat(StoredForms.earlier()).hasSameSizeAs(FactCodec.formsThatAreOnlyRead());
        StoredForms.earlier().forEach((bytes, fact) ->
                assertThat(codec.decode(new ByteReader(HexFormat.of().parseHex(bytes)))).isEqualTo(fact));
    }

    @Test
    void hasASampleOfEachForm() {
        List<String> names = names(FactCodec.forms().stream().map(FactForm::type));

        assertThat(names(StoredForms.facts().stream().map(Fact::getClass))).containsExactlyElementsOf(names);
        assertThat(StoredForms.samples().keySet()).containsExactlyElementsOf(names);
    }

    @Test
    void hasAFormForEachFactThatCanBeDurable() {
        List<String> durable = new ArrayList<>();
        for (Class<?> visitor : List.of(FactVisitor.class, StreamFactVisitor.class)) {
            for (Method method : visitor.getMethods()) {
                if (method.getParameterCount() == 1 && canBeDurable(method.getParameterTypes()[0])) {
                    durable.add(method.getParameterTypes()[0].getSimpleName());
                }
            }
        }

        assertThat(names(FactCodec.forms().stream().map(FactForm::type)))
                .as("facts that can be durable; a new one needs a form in FactCodec, a sample and its bytes")
                .containsExactlyInAnyOrderElementsOf(durable);
    }

    @Test
    void numbersItsFormsFromOneOn() {
        List<Integer> codes = FactCodec.forms().stream().map(FactForm::code).toList();

        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code > 0 && code < 128).isSorted();
        assertThatCode(FactCodec::new).doesNotThrowAnyException();
    }

    /** False only for a fact that says so whatever is in it: with nothing but nulls, zeros and {@code true}. */
    private static boolean canBeDurable(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(types).map(StoredFormsTest::plain).toArray();
        try {
            return ((Fact) type.getDeclaredConstructor(types).newInstance(values)).isDurable();
        } catch (NullPointerException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static @Nullable Object plain(Class<?> type) {
        return type == boolean.class ? true : Array.get(Array.newInstance(type, 1), 0);
    }

    private static List<String> names(Stream<? extends Class<?>> types) {
        return types.map(Class::getSimpleName).toList();
    }
}
