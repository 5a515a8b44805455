// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images are cut anywhere, even inside the length of a record. */
class RecordAssemblyTest {

    private static final class NumberCodec implements RecordCodec<Long> {

        @Override
        public void encode(Long number, ByteWriter out) {
            out.putNumber(number);
        }

        @Override
        public Long decode(ByteReader in) {
            return in.remaining() == 0 ? -1L : in.getNumber();
        }
    }

    @Test
    void putsRecordsTogetherWhereverTheyAreCut() {
        byte[] stream = {0, 0, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 2, (byte) 0x80, 1, 0, 0, 0, 1, 9};
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                RecordAssembly<Long> assembly = new RecordAssembly<>(new NumberCodec());
                List<Long> found = new ArrayList<>();
                for (byte[] part : List.of(
                        Arrays.copyOfRange(stream, 0, first),
                        Arrays.copyOfRange(stream, first, second),
                        Arrays.copyOfRange(stream, second, stream.length))) {
                    assertThat(assembly.add(part, 0, (next, offset) -> found.add(next))).isTrue();
                }
                assertThat(found).as("cut at " + first + " and " + second).containsExactly(5L, -1L, 128L, 9L);
                assertThat(assembly.isInside()).isFalse();
            }
        }
    }

    @Test
    void refusesALengthThatCannotBe() {
        RecordAssembly<Long> assembly = new RecordAssembly<>(new NumberCodec());
        assertThat(assembly.add(new byte[] {-1, 0, 0, 0, 1}, 0, (next, offset) -> {})).isFalse();
    }
}
