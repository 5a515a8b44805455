// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DamagedMessageTest {

    private static final int LONGEST = 150;
    private static final int REPLY_TO = 0x02;
    private static final int TWO_CORRELATIONS = 0x0C;
    private static final int PROPERTIES = 0x20;

    private final HostileBytes hostile = new HostileBytes(MessageCodec::decode, ErrorCode.MESSAGE_FORMAT);

    @Test
    void refusesEveryMessageThatIsCutOff() {
        Seeds.each(seed -> {
            byte[] bytes = encodeShort(new Random(seed));
            hostile.truncate(bytes);
        });
    }

    @Test
    void readsOrRefusesMessagesWithOneBitDamaged() {
        Seeds.each(seed -> hostile.flipBits(encodeShort(new Random(seed))));
    }

    @Test
    void readsOrRefusesAMessageWithOneByteDamaged() {
        ByteWriter out = new ByteWriter();
        MessageCodec.encode(Everything.inOneMessage(), out);
        hostile.replaceBytes(out.toArray());
    }

    @Test
    void readsOrRefusesWhateverItIsGiven() {
        Seeds.each(seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < 100; i++) {
                byte[] bytes = new byte[random.nextInt(2000)];
                random.nextBytes(bytes);
                if (random.nextBoolean()) {
                    byte[] beginning = encodeShort(random);
                    System.arraycopy(beginning, 0, bytes, 0, Math.min(bytes.length, random.nextInt(beginning.length)));
                }
                hostile.attempt(bytes);
            }
        });
    }

    @Test
    void takesNoMemoryForLengthsThatAreLies() {
        for (long length : new long[] {1000, 1 << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1}) {
            for (int body = 1; body <= 5; body++) {
                int type = body;
                hostile.attempt(bytes(0, 0, out -> {
                    out.putByte(type);
                    out.putNumber(length);
                    out.putRaw(new byte[LONGEST], 0, LONGEST);
                }));
            }
            hostile.attempt(bytes(PROPERTIES, 0, out -> {
                out.putNumber(length);
                out.putRaw(new byte[LONGEST], 0, LONGEST);
            }));
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused(bytes(0, 0x0A, out -> out.putByte(0)), "second byte is 0xa");
        assertRefused(bytes(0, 0x40, out -> out.putByte(0)), "second byte is 0x40");
        assertRefused(bytes(0, 0x80, out -> out.putByte(0)), "second byte is 0x80");
        assertRefused(bytes(0, 0, out -> out.putByte(8)), "no type of body with number 8");
        assertRefused(bytes(0, 0, out -> out.putRaw(new byte[] {7, 0, 1}, 0, 3)), "large body has number 0");
        assertRefused(bytes(0, 0, out -> out.putRaw(new byte[] {7, 1, 0}, 0, 3)), "and 0 bytes");
        assertRefused(bytes(0, 0, out -> out.putRaw(new byte[] {4, 1, 12}, 0, 3)), "no type of value with number 12");
        assertRefused(bytes(REPLY_TO, 0, out -> out.putShort(0x0401)), "no kind of destination with number 4");
        assertRefused(bytes(TWO_CORRELATIONS, 0, out -> out.putRaw(new byte[] {1, 0, 0}, 0, 3)), "two correlation");
        assertRefused(bytes(PROPERTIES, 0, out -> out.putRaw(new byte[] {2, 1, 0, 1, 0, 0}, 0, 6)), "stands twice");
        assertRefused(bytes(0, 0, out -> {
            out.putRaw(new byte[] {4, 1, 6}, 0, 3);
            out.putSigned(1L << 31);
        }), "2147483648");
        assertRefused(bytes(0, 0, out -> {}), "0 before the end");
    }

    private static void assertRefused(byte[] bytes, String because) {
        assertThatThrownBy(() -> MessageCodec.decode(new ByteReader(bytes)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_FORMAT))
                .hasMessageContaining(because);
    }

    /** A message with an empty destination and producer, up to what a test adds. */
    private static byte[] bytes(int present, int second, Consumer<ByteWriter> rest) {
        ByteWriter out = new ByteWriter();
        out.putByte(present);
        out.putByte(second);
        out.putText("");
        out.putText("");
        out.putSigned(0);
        out.putSigned(0);
        rest.accept(out);
        return out.toArray();
    }

    private static byte[] encodeShort(Random random) {
        RandomMessages messages = new RandomMessages(random);
        ByteWriter out = new ByteWriter();
        do {
            out.truncate(0);
            MessageCodec.encode(messages.next(), out);
        } while (out.size() > LONGEST);
        return out.toArray();
    }
}
