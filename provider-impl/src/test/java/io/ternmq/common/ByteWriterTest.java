// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteWriterTest {

    private final ByteWriter out = new ByteWriter();

    @Test
    void writesWithTheHighestByteFirst() {
        out.putByte(0x1FF);
        out.putBoolean(true);
        out.putBoolean(false);
        out.putShort(0x0102);
        out.putInt(0x03040506);
        out.putLong(0x0708090A0B0C0D0EL);

        assertThat(out.toArray()).containsExactly(0xFF, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(out.size()).isEqualTo(17);
    }

    @Test
    void writesNumbersInGroupsOfSevenBits() {
        out.putNumber(0);
        out.putNumber(127);
        out.putNumber(128);
        out.putNumber(300);

        assertThat(out.toArray()).containsExactly(0, 0x7F, 0x80, 1, 0xAC, 2);
    }

    @Test
    void writesTheLargestAndTheNegativeNumbersInNineAndTenBytes() {
        out.putNumber(Long.MAX_VALUE);
        assertThat(out.size()).isEqualTo(9);

        out.putNumber(-1);
        assertThat(out.size()).isEqualTo(19);
        assertThat(out.toArray()[18]).isEqualTo((byte) 1);
    }

    @Test
    void writesNumbersNearZeroInOneByteWhateverTheirSign() {
        out.putSigned(0);
        out.putSigned(-1);
        out.putSigned(1);
        out.putSigned(-64);
        out.putSigned(63);

        assertThat(out.toArray()).containsExactly(0, 1, 2, 127, 126);
    }

    @Test
    void growsAndKeepsWhatItHolds() {
        byte[] piece = "0123456789".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) {
            out.putRaw(piece, 2, 5);
        }

        assertThat(new String(out.toArray(), StandardCharsets.US_ASCII)).isEqualTo("23456".repeat(10_000));
        assertThat(out.array()).startsWith('2', '3', '4', '5', '6', '2');
    }

    @Test
    void growsInTheMiddleOfEveryKindOfValue() {
        for (int start = 0; start < 300; start++) {
            ByteWriter row = new ByteWriter(1);
            row.putRaw(new byte[start], 0, start);
            row.putShort(1);
            row.putInt(2);
            row.putLong(3);
            row.putNumber(-4);
            row.putText("five");
            row.putText("six\uD800");
            row.putBytes(new byte[] {7}, 0, 1);

            ByteReader in = new ByteReader(row.array(), start, row.size() - start);
            assertThat(in.getShort()).isEqualTo((short) 1);
            assertThat(in.getInt()).isEqualTo(2);
            assertThat(in.getLong()).isEqualTo(3);
            assertThat(in.getNumber()).isEqualTo(-4);
            assertThat(in.getText()).isEqualTo("five");
            assertThat(in.getText()).isEqualTo("six\uD800");
            assertThat(in.getBytes()).containsExactly(7);
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void overwritesWhatWasWrittenAndNothingElse() {
        out.putLong(0);
        out.putInt(0);
        out.setInt(1, -1);
        out.setLong(4, 0x0101010101010101L);

        assertThat(out.toArray()).containsExactly(0, 0xFF, 0xFF, 0xFF, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThatThrownBy(() -> out.setInt(9, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.setLong(5, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.setInt(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void forgetsWhatIsBehindAPlace() {
        out.putInt(0x01020304);
        out.truncate(2);
        out.putByte(9);

        assertThat(out.toArray()).containsExactly(1, 2, 9);
        assertThatThrownBy(() -> out.truncate(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.truncate(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesWhatIsLongerThanARowCanBe() {
        out.putByte(1);
        byte[] some = new byte[8];

        assertThatThrownBy(() -> out.putRaw(some, 0, Integer.MAX_VALUE - 8))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_LIMIT))
                .hasMessageContaining("2147483640");
        assertThat(out.toArray()).containsExactly(1);
    }

    @Test
    void writesOneByteACharacterWhereThatWillDo() {
        out.putText("a?\u00E4\u00FF");

        assertThat(out.toArray()).containsExactly(1 + 3 * 4, 'a', '?', 0xE4, 0xFF);
    }

    @Test
    void writesWellFormedTextAsUtf8() {
        String text = "for 5 \u20AC? \uD83D\uDE00";
        out.putText(text);

        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(out.size()).isEqualTo(1 + utf8.length);
        assertThat(out.toArray()).startsWith(1 + 3 * utf8.length + 1).endsWith(utf8);
    }

    @Test
    void writesTwoBytesACharacterWhereUtf8IsHardlyShorter() {
        out.putText("\u65E5\u672C");

        assertThat(out.toArray()).containsExactly(1 + 3 * 4 + 2, 0x65, 0xE5, 0x67, 0x2C);
    }

    @Test
    void tellsNoTextFromEmptyText() {
        out.putText(null);
        out.putText("");

        assertThat(out.toArray()).containsExactly(0, 1);
    }

    @Test
    void writesHalfASurrogatePairAsItIs() {
        out.putText("?\uDC00");
        out.putText("many letters and then \uD83D");

        assertThat(out.toArray()).startsWith(1 + 3 * 4 + 2, 0, '?', 0xDC, 0).endsWith(0xD8, 0x3D);
    }
}
