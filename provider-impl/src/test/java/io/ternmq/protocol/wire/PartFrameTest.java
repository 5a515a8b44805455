// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.DropUpload;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The frames in which the parts of large bodies travel. */
class PartFrameTest {

    private static final Bytes BYTES = Bytes.wrap(new byte[] {6, 7, 8, 9}, 1, 2);

    @Test
    void areWrittenAndReadAsEver() {
        assertAsks("00000006 37 05 03 020708", new Frame.Ask(5, new PutPart(3, BYTES)));
        assertAsks("00000005 38 06 09 ac02", new Frame.Ask(6, new FetchPart(9, 300)));
        assertAsks("00000003 39 00 03", new Frame.Ask(0, new DropUpload(3)));
        Frame.Answer answer = new Frame.Answer(6, new Reply.Part(BYTES));
        String hex = "00000005 57 06 020708".replace(" ", "");
        assertThat(written(answer)).isEqualTo(hex);
        assertThat(FrameCodec.decodeFromBroker(behindLength(hex))).isEqualTo(answer);
    }

    @Test
    void refuseIndexesThatAreNone() {
        assertThatThrownBy(() -> FrameCodec.decodeFromClient(new ByteReader(
                        HexFormat.of().parseHex("38060980808080808080808001"))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("there is no part");
    }

    private static void assertAsks(String spaced, Frame.Ask ask) {
        String hex = spaced.replace(" ", "");
        assertThat(written(ask)).isEqualTo(hex);
        assertThat(FrameCodec.decodeFromClient(behindLength(hex))).isEqualTo(ask);
    }

    private static String written(Frame frame) {
        ByteWriter out = new ByteWriter();
        FrameCodec.encode(frame, out);
        return HexFormat.of().formatHex(out.toArray());
    }

    private static ByteReader behindLength(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex.substring(2 * Wire.LENGTH_BYTES)));
    }
}
