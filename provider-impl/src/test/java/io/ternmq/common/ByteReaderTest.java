// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.broker.Seeds;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {

    private static final String ALPHABET =
            "?aZ\u0000\u007F\u0080\u00E4\u07FF\u0800\uFFFD\uFFFF\uD800\uDBFF\uDC00\uDFFF";

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, 1L << 32, 1L << 62, 1L << 63, -1})
    void readsEveryNumberAndItsNeighbours(long number) {
        for (long value = number - 2; value != number + 3; value++) {
            ByteWriter out = new ByteWriter();
            out.putNumber(value);
            out.putSigned(value);
            out.putSigned(-value);
            out.putLong(value);

            ByteReader in = new ByteReader(out.toArray());
            assertThat(in.getNumber()).isEqualTo(value);
            assertThat(in.getSigned()).isEqualTo(value);
            assertThat(in.getSigned()).isEqualTo(-value);
            assertThat(in.getLong()).isEqualTo(value);
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void readsEveryTextAsItWas() {
        Seeds.each(seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                assertReadAsWritten(text(random));
            }
        });
    }

    private static String text(Random random) {
        int choice = 1 + random.nextInt(ALPHABET.length());
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(choice)));
        }
        return text.toString();
    }

    @Test
    void readsEveryPairOfCharactersAtEveryPlace() {
        char[] odd = {'x', '?', '\u00E4', '\u0100', '\u20AC', '\uD800', '\uDBFF', '\uDC00', '\uDFFF'};
        for (int length = 2; length < 20; length++) {
            for (int at = 0; at < length - 1; at++) {
                for (char first : odd) {
                    for (char second : odd) {
                        char[] text = "x".repeat(length).toCharArray();
                        text[at] = first;
                        text[at + 1] = second;
                        assertReadAsWritten(new String(text));
                    }
                }
            }
        }
    }

    private static void assertReadAsWritten(String text) {
        ByteWriter out = new ByteWriter();
        out.putText(text);
        ByteReader in = new ByteReader(out.toArray());
        assertThat(in.getText()).isEqualTo(text);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void staysInsideItsStretch() {
        byte[] bytes = {9, 9, 1, 2, 9, 9, 9, 9, 9, 9, 9, 9};
        ByteReader in = new ByteReader(bytes, 2, 2);

        assertThat(in.position()).isEqualTo(2);
        assertThat(in.remaining()).isEqualTo(2);
        assertRefuses(in, ByteReader::getInt);
        assertRefuses(in, ByteReader::getLong);
        assertThat(in.getShort()).isEqualTo((short) 0x0102);
        assertThat(in.position()).isEqualTo(4);
        assertRefuses(in, ByteReader::getByte);
        assertRefuses(in, ByteReader::getShort);
        assertRefuses(in, ByteReader::getNumber);
        assertRefuses(in, ByteReader::getText);
        assertRefuses(in, ByteReader::getBytes);
        assertThatThrownBy(() -> new ByteReader(bytes, 8, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void leavesBytesOut() {
        ByteReader in = new ByteReader(new byte[] {1, 2, 3});
        in.skip(2);

        assertRefuses(in, reader -> reader.skip(2));
        assertRefuses(in, reader -> reader.skip(-1));
        assertThat(in.getByte()).isEqualTo((byte) 3);
    }

    @Test
    void refusesNumbersOfMoreThanSixtyFourBits() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xFF);
        assertRefuses(new ByteReader(bytes), ByteReader::getNumber);

        bytes[9] = 2;
        assertRefuses(new ByteReader(bytes), ByteReader::getNumber);

        bytes[9] = 1;
        assertThat(new ByteReader(bytes).getNumber()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {4, 5, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1, -2})
    void refusesLengthsThatDoNotFit(long length) {
        ByteWriter out = new ByteWriter();
        out.putNumber(length);
        out.putRaw(new byte[3], 0, 3);
        assertRefuses(new ByteReader(out.toArray()), ByteReader::getCount);
        assertRefuses(new ByteReader(out.toArray()), ByteReader::getBytes);

        for (int form = 0; form < 3; form++) {
            ByteWriter text = new ByteWriter();
            text.putNumber(1 + 3 * length + form);
            text.putRaw(new byte[3], 0, 3);
            long said = new ByteReader(text.toArray()).getNumber();
            if (said < 0 || said > 3 + 3 * 3) {
                assertRefuses(new ByteReader(text.toArray()), ByteReader::getText);
            }
        }
    }

    @Test
    void refusesHalfACharacter() {
        assertRefuses(new ByteReader(new byte[] {1 + 3 * 3 + 2, 0, 65, 0}), ByteReader::getText);
        assertThat(new ByteReader(new byte[] {1 + 3 * 2 + 2, 0, 65}).getText()).isEqualTo("A");
    }

    @Test
    void countsNoMoreThingsThanBytesAreLeft() {
        assertThat(new ByteReader(new byte[] {2, 0, 0}).getCount()).isEqualTo(2);
        assertRefuses(new ByteReader(new byte[] {3, 0, 0}), ByteReader::getCount);
    }

    @Test
    void copiesTheBytesItReads() {
        byte[] bytes = {2, 7, 8};
        byte[] read = new ByteReader(bytes).getBytes();
        bytes[1] = 0;

        assertThat(read).containsExactly(7, 8);
    }

    @Test
    void refusesNullWhereATextMustBe() {
        assertRefuses(new ByteReader(new byte[] {0}), ByteReader::getPresentText);
        assertThat(new ByteReader(new byte[] {1}).getPresentText()).isEmpty();
    }

    private static void assertRefuses(ByteReader in, Consumer<ByteReader> call) {
        assertThatThrownBy(() -> call.accept(in)).isInstanceOf(BufferUnderflowException.class);
    }
}
