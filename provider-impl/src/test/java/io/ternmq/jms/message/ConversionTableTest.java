// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables 3-2 and 3-7 of the specification, cell by cell. */
class ConversionTableTest {

    private static final byte[] ARRAY = {1, 2, 3};

    /** One row: the value written, then what every permitted type reads. */
    private static final List<Map<Type, Object>> ROWS = List.of(
            row(Type.BOOLEAN, true).and(Type.TEXT, "true").done(),
            row(Type.BYTE, (byte) -7).and(Type.SHORT, (short) -7).and(Type.INT, -7).and(Type.LONG, -7L)
                    .and(Type.TEXT, "-7").done(),
            row(Type.SHORT, (short) 300).and(Type.INT, 300).and(Type.LONG, 300L).and(Type.TEXT, "300").done(),
            row(Type.CHAR, 'x').and(Type.TEXT, "x").done(),
            row(Type.INT, 70_000).and(Type.LONG, 70_000L).and(Type.TEXT, "70000").done(),
            row(Type.LONG, 1L << 40).and(Type.TEXT, "1099511627776").done(),
            row(Type.FLOAT, 1.5f).and(Type.DOUBLE, 1.5d).and(Type.TEXT, "1.5").done(),
            row(Type.DOUBLE, 0.1d).and(Type.TEXT, "0.1").done(),
            row(Type.TEXT, "12").and(Type.BOOLEAN, false).and(Type.BYTE, (byte) 12).and(Type.SHORT, (short) 12)
                    .and(Type.INT, 12).and(Type.LONG, 12L).and(Type.FLOAT, 12f).and(Type.DOUBLE, 12d).done(),
            row(Type.BYTES, ARRAY).done());

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Map<Type, Object> row : ROWS) {
            Type written = row.keySet().iterator().next();
            for (Carrier carrier : Carrier.values()) {
                for (Type read : Type.values()) {
                    if (carrier.holds(written) && carrier.holds(read)) {
                        cells.add(Arguments.of(carrier, written, row.get(written), read, row.get(read)));
                    }
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}: {1} read as {3}")
    @MethodSource("cells")
    void aValueWrittenAsTheRowIsReadAsTheColumn(Carrier carrier, Type written, Object value, Type read, Object expected)
            throws JMSException {
        TernMessage message = Samples.passed(carrier.with(value));

        if (expected == null) {
            assertThatThrownBy(() -> read.from(carrier, message)).isInstanceOf(MessageFormatException.class);
        } else {
            assertThat(read.from(carrier, message)).isEqualTo(expected).hasSameClassAs(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatIsNoNumberIsRefusedAsValueOfDoes(Carrier carrier) throws JMSException {
        TernMessage message = Samples.passed(carrier.with("many"));

        for (Type type : List.of(Type.BYTE, Type.SHORT, Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE)) {
            assertThatThrownBy(() -> type.from(carrier, message)).as("%s", type)
                    .isInstanceOf(NumberFormatException.class);
        }
        assertThat(Type.BOOLEAN.from(carrier, message)).isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource
    void trueIsReadFromTextInAnyCase(Carrier carrier) throws JMSException {
        assertThat(Type.BOOLEAN.from(carrier, Samples.passed(carrier.with("TrUe")))).isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource
    void nullIsReadAsValueOfReadsIt(Carrier carrier) throws JMSException {
        for (Type type : List.of(Type.BYTE, Type.SHORT, Type.INT, Type.LONG)) {
            TernMessage message = Samples.passed(carrier.with(null));
            assertThatThrownBy(() -> type.from(carrier, message)).isInstanceOf(NumberFormatException.class);
        }
        for (Type type : List.of(Type.FLOAT, Type.DOUBLE)) {
            TernMessage message = Samples.passed(carrier.with(null));
            assertThatThrownBy(() -> type.from(carrier, message)).isInstanceOf(NullPointerException.class);
        }
        assertThat(Type.BOOLEAN.from(carrier, Samples.passed(carrier.with(null)))).isEqualTo(false);
        assertThat(Type.TEXT.from(carrier, Samples.passed(carrier.with(null)))).isNull();
        assertThat(Type.OBJECT.from(carrier, Samples.passed(carrier.with(null)))).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP", "STREAM"})
    void nullIsNoCharButANullArray(Carrier carrier) throws JMSException {
        TernMessage message = Samples.passed(carrier.with(null));

        assertThatThrownBy(() -> Type.CHAR.from(carrier, message)).isInstanceOf(NullPointerException.class);
        assertThat(Type.BYTES.from(carrier, message)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyValueIsReadAsTheObjectThatWasWritten(Carrier carrier) throws JMSException {
        for (Map<Type, Object> row : ROWS) {
            Map.Entry<Type, Object> written = row.entrySet().iterator().next();
            if (carrier.holds(written.getKey())) {
                TernMessage message = Samples.passed(carrier.with(written.getValue()));
                assertThat(Type.OBJECT.from(carrier, message)).isEqualTo(written.getValue());
            }
        }
    }

    private static Row row(Type written, Object value) {
        return new Row(new LinkedHashMap<>()).and(written, value);
    }

    private record Row(Map<Type, Object> cells) {

        Row and(Type type, Object read) {
            cells.put(type, read);
            return this;
        }

        Map<Type, Object> done() {
            if (!cells.containsKey(Type.OBJECT)) {
                cells.put(Type.OBJECT, cells.values().iterator().next());
            }
            return cells;
        }
    }
}
