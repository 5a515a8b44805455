// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.HostileBytes;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedFactTest {

    private static final int LONGEST = 150;

    private final FactCodec codec = new FactCodec();
    private final HostileBytes hostile = new HostileBytes(codec::decode, ErrorCode.STORE_FAILED);

    @Test
    void refusesEveryFactThatIsCutOff() {
        Seeds.each(seed -> hostile.truncate(encodeShort(new Random(seed))));
    }

    @Test
    void readsOrRefusesFactsWithOneBitDamaged() {
        Seeds.each(seed -> hostile.flipBits(encodeShort(new Random(seed))));
    }

    @Test
    void readsOrRefusesFactsWithOneByteDamaged() {
        StoredForms.samples().values().forEach(bytes -> hostile.replaceBytes(HexFormat.of().parseHex(bytes)));
        assertThat(StoredForms.samples()).isNotEmpty();
    }

    @Test
    void readsOrRefusesWhateverItIsGiven() {
        Seeds.each(seed -> {
            Random random = new Random(seed);
            for (FactForm<?> form : FactCodec.forms()) {
                byte[] bytes = new byte[1 + random.nextInt(2000)];
                random.nextBytes(bytes);
                bytes[0] = (byte) form.code();
                hostile.attempt(bytes);
            }
        });
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("", "0 bytes does not fit");
        assertRefused("00", "no kind of record with number 0");
        assertRefused("7f", "no kind of record with number 127");
        assertRefused("ff", "no kind of record with number 255");
        assertRefused("04050607", "its last 2 of 4 bytes belong to nothing");
        assertRefused("0405ff", "its last 1 of 3 bytes belong to nothing");
        assertRefused("01020461010000", "its last 1 of 7 bytes");
        assertRefused("010204610100", "something that is never stored");
        assertRefused("010904610100", "no kind of destination with number 9");
        assertRefused("03050800000461000000", "the flags of a subscription cannot be 8");
        assertRefused("06050a00", "a priority cannot be 10");
        assertRefused("0605090102020000000200", "the form of a column cannot be 2");
        assertRefused("06050901020201808080801000", "a size cannot be 2147483648");
        assertRefused("0708090a8080808008", "an attempt cannot be 2147483648");
        assertRefused("0808090200", "whether an attempt counts cannot be 2");
        assertRefused("0a080905", "no reason of a removal with number 5");
        assertRefused("120802", "whether a mailbox is paused cannot be 2");
        assertRefused("0b0241" + "00".repeat(65), "65 bytes");
        assertRefused("11046102", "cannot have auto-create");
        assertRefused("11046101020204" + "42" + "00", "out of range");
        assertRefused("10046101020100", "1 ends of intervals");
        assertRefused("0b80808080100000", "the format of a branch cannot be 2147483648");
    }

    private void assertRefused(String bytes, String because) {
        assertThatThrownBy(() -> codec.decode(new ByteReader(HexFormat.of().parseHex(bytes))))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED))
                .hasMessageContaining(because)
                .hasMessageContaining("tern store verify");
    }

    private byte[] encodeShort(Random random) {
        RandomFacts facts = new RandomFacts(random);
        ByteWriter out = new ByteWriter();
        do {
            out.truncate(0);
            int choice = random.nextInt(FactCodec.forms().size());
            codec.encode(facts.next(FactCodec.forms().get(choice).type()), out);
        } while (out.size() > LONGEST);
        return out.toArray();
    }
}
