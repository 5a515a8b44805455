// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.message.Facets;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every frame comes back as it was, in the bytes that other versions know. */
class FrameCodecTest {

    /** A line for each specimen: who says it, its kind, its bytes. */
    private static final String FORMS = "frames.txt";

    @Test
    void framesAreWrittenAsEver() throws IOException {
        assertThat(lines()).isEqualTo(forms());
    }

    @Test
    void framesComeBackAsTheyWere() {
        Specimens.ofClient().forEach(frame -> comesBack(frame, FrameCodec::decodeFromClient));
        Specimens.ofBroker().forEach(frame -> comesBack(frame, FrameCodec::decodeFromBroker));
    }

    /** The answer of one request that is done is a range of one. */
    @Test
    void oneThatIsDoneIsARange() {
        assertThat(FrameCodec.decodeFromBroker(body(new Frame.Answer(7, Reply.Done.INSTANCE))))
                .isEqualTo(new Frame.DoneRange(7, 1));
    }

    @Test
    void thereIsASpecimenOfEveryKind() {
        assertThat(kinds(Specimens.ofClient().stream())).containsAll(leaves(Frame.FromClient.class));
        assertThat(kinds(Specimens.ofBroker().stream())).containsAll(leaves(Frame.FromBroker.class));
        assertThat(kinds(all(Frame.Ask.class).map(Frame.Ask::request))).isEqualTo(leaves(Request.class));
        assertThat(kinds(all(Frame.Tell.class).map(Frame.Tell::event))).isEqualTo(leaves(Event.class));
        Set<Class<?>> replies = leaves(Reply.class);
        replies.remove(Reply.Done.class);
        assertThat(kinds(all(Frame.Answer.class).map(Frame.Answer::reply))).isEqualTo(replies);
    }

    @Test
    void eachKindHasATypeOfItsOwnAndSaysWhetherItIsNumbered() {
        Stream.concat(Specimens.ofClient().stream(), Specimens.ofBroker().stream()).forEach(frame -> assertThat(
                        FrameCodec.isNumbered(bytes(frame)[Wire.LENGTH_BYTES]))
                .as("%s", frame)
                .isEqualTo(frame instanceof Frame.Numbered));
    }

    private static <T> Stream<T> all(Class<T> type) {
        return Stream.concat(Specimens.ofClient().stream(), Specimens.ofBroker().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static Set<Class<?>> kinds(Stream<?> things) {
        return things.map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        return permitted == null
                ? Set.of(sealed)
                : Arrays.stream(permitted).flatMap(each -> leaves(each).stream()).collect(Collectors.toSet());
    }

    private static void comesBack(Frame frame, Function<ByteReader, ? extends Frame> decoder) {
        Frame read = decoder.apply(body(frame));
        assertThat(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .withEqualsForType(Objects::equals, Bytes.class)
                .withEqualsForType((a, b) -> Facets.of(a).equals(Facets.of(b)), FrozenMessage.class)
                .isEqualTo(frame);
        assertThat(bytes(read)).isEqualTo(bytes(frame));
    }

    private static byte[] bytes(Frame frame) {
        ByteWriter out = new ByteWriter();
        out.putByte(1); // frames stand behind what is there already
        FrameCodec.encode(frame, out);
        byte[] bytes = out.toArray();
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    private static ByteReader body(Frame frame) {
        byte[] bytes = bytes(frame);
        return new ByteReader(bytes, Wire.LENGTH_BYTES, bytes.length - Wire.LENGTH_BYTES);
    }

    private static List<String> lines() {
        return Stream.concat(
                        Specimens.ofClient().stream().map(frame -> line("client", frame)),
                        Specimens.ofBroker().stream().map(frame -> line("broker", frame)))
                .toList();
    }

    private static String line(String who, Frame frame) {
        return who + ' ' + nameOf(frame) + ' ' + HexFormat.of().formatHex(bytes(frame));
    }

    private static String nameOf(Frame frame) {
        if (frame instanceof Frame.Ask ask) {
            return ask.request().getClass().getSimpleName();
        } else if (frame instanceof Frame.Answer answer) {
            return answer.reply().getClass().getSimpleName();
        } else if (frame instanceof Frame.Tell tell) {
            return tell.event().getClass().getSimpleName();
        }
        return frame.getClass().getSimpleName();
    }

    private static List<String> forms() throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FrameCodecTest.class.getResourceAsStream(FORMS), FORMS),
                StandardCharsets.UTF_8))) {
            return file.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
