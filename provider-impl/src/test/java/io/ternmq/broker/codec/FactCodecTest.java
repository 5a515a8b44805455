// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.ConnectionClosed;
import io.ternmq.broker.Due;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Routed;
import io.ternmq.broker.Seeds;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.StoredMessage;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Everything;
import io.ternmq.message.Facets;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.StreamBody;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FactCodecTest {

    private final FactCodec codec = new FactCodec();

    @Test
    void readsEveryFactAsItWas() {
        Seeds.each(seed -> {
            RandomFacts facts = new RandomFacts(new Random(seed));
            for (int i = 0; i < 3; i++) {
                for (FactForm<?> form : FactCodec.forms()) {
                    assertRoundTrip(facts.next(form.type()));
                }
            }
        });
    }

    @Test
    void writesAMessageThatIsOnlyReferredTo() {
        FrozenMessage message = Everything.inOneMessage();
        StoredMessage stored = new StoredMessage(77, 1, 7, 0, ref -> message);
        Routed routed = new Routed(1, stored, new long[] {2}, 3, true);

        Routed read = (Routed) codec.decode(new ByteReader(encode(routed)));
        assertThat(read.message()).isInstanceOf(FrozenMessage.class);
        assertThat(Facets.of(read.message())).isEqualTo(Facets.of(message));
    }

    @Test
    void takesAFewBytesForAWaitingMessage() {
        int count = 1000;
        Stocked run = stocked(count, new long[count], new long[count], new int[count]);

        assertThat(encode(run).length).isLessThan(7 * count);
        assertRoundTrip(run);

        run.attempts()[count - 1] = 1;
        assertThat(encode(run).length).isLessThan(8 * count);
        assertRoundTrip(run);
    }

    @Test
    void takesARunOfNone() {
        assertRoundTrip(stocked(0, new long[0], new long[0], new int[0]));
    }

    @Test
    void refusesToWriteWhatIsNotDurable() {
        ByteWriter out = new ByteWriter();
        out.putByte(1);

        assertInternal(new Due(1, 2, false), out, "is not durable: io.ternmq.broker.Due");
        assertInternal(new ConnectionClosed(1), out, "has no stored form: io.ternmq.broker.ConnectionClosed");
        assertInternal(stocked(2, new long[1], new long[2], new int[2]), out, "columns differ");
        assertThat(out.toArray()).containsExactly(1);
    }

    @Test
    void leavesNothingOfAFactThatCannotBeWritten() {
        FrozenMessage message = Everything.inOneMessage()
                .toBuilder()
                .body(new StreamBody(List.of(1, 2, BigDecimal.TEN)))
                .build();
        ByteWriter out = new ByteWriter();
        out.putByte(1);

        assertThatThrownBy(() -> codec.encode(new Routed(1, message, new long[] {2}, 0, true), out))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("BigDecimal");
        assertThat(out.toArray()).containsExactly(1);
    }

    private static Stocked stocked(int count, long[] expirations, long[] dues, int[] attempts) {
        return new Stocked(
                5,
                4,
                LongStream.range(0, count).map(i -> 4_000_000 + i).toArray(),
                LongStream.range(0, count).map(i -> (1L << 33) + i * 1120).toArray(),
                IntStream.range(0, count).map(i -> 1152 + i % 7).toArray(),
                expirations,
                dues,
                attempts);
    }

    private void assertInternal(Fact fact, ByteWriter out, String because) {
        assertThatThrownBy(() -> codec.encode(fact, out))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining(because);
    }

    private void assertRoundTrip(Fact fact) {
        byte[] bytes = encode(fact);
        Fact read = codec.decode(new ByteReader(bytes));
        assertThat(Facets.of(read)).isEqualTo(Facets.of(fact));
        assertThat(read.isDurable()).isTrue();
        assertThat(encode(read)).isEqualTo(bytes);
    }

    private byte[] encode(Fact fact) {
        ByteWriter out = new ByteWriter();
        codec.encode(fact, out);
        return out.toArray();
    }
}
