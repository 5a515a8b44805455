// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive are a frame or are refused with one of two codes, and cost memory in proportion. */
class HostileFrameTest {

    private static final long FIXED = 1 << 20;
    private static final long PER_BYTE = 64;
    private static final int MOST_BYTES = 4_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void everyBeginningOfAFrameIsRefused() {
        Specimens.ofClient().forEach(frame -> truncate(body(frame), FrameCodec::decodeFromClient));
        Specimens.ofBroker().forEach(frame -> truncate(body(frame), FrameCodec::decodeFromBroker));
    }

    @Test
    void everyByteMayBeAnyOther() {
        Specimens.ofClient().forEach(frame -> replaceBytes(body(frame), FrameCodec::decodeFromClient));
        Specimens.ofBroker().forEach(frame -> replaceBytes(body(frame), FrameCodec::decodeFromBroker));
    }

    @Test
    void randomBytesAreNoMoreThanThat() {
        Seeds.each(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? MOST_BYTES : 40)];
                random.nextBytes(bytes);
                bytes[0] = (byte) random.nextInt(0x80);
                attempt(bytes, FrameCodec::decodeFromClient);
                attempt(bytes, FrameCodec::decodeFromBroker);
            }
        });
    }

    @Test
    void mixedFramesAreNoMoreThanThat() {
        byte[][] client = Specimens.ofClient().stream().map(HostileFrameTest::body).toArray(byte[][]::new);
        byte[][] broker = Specimens.ofBroker().stream().map(HostileFrameTest::body).toArray(byte[][]::new);
        Seeds.each(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                attempt(mixed(client, random), FrameCodec::decodeFromClient);
                attempt(mixed(broker, random), FrameCodec::decodeFromBroker);
            }
        });
    }

    /** A large number in front of little does not reserve room for what it promises. */
    @Test
    void promisesReserveNothing() {
        byte[] promise = HexFormat.of().parseHex("ffffffff07");
        Specimens.ofClient().forEach(frame -> promise(body(frame), promise, FrameCodec::decodeFromClient));
        Specimens.ofBroker().forEach(frame -> promise(body(frame), promise, FrameCodec::decodeFromBroker));
    }

    private void promise(byte[] bytes, byte[] promise, Function<ByteReader, ?> decoder) {
        for (int at = 1; at < bytes.length; at++) {
            byte[] changed = Arrays.copyOf(bytes, at + promise.length + bytes.length - at);
            System.arraycopy(promise, 0, changed, at, promise.length);
            System.arraycopy(bytes, at, changed, at + promise.length, bytes.length - at);
            attempt(changed, decoder);
        }
    }

    private static byte[] mixed(byte[][] frames, SplittableRandom random) {
        byte[] head = frames[random.nextInt(frames.length)];
        byte[] tail = frames[random.nextInt(frames.length)];
        int cut = 1 + random.nextInt(head.length);
        int from = random.nextInt(tail.length);
        byte[] mixed = Arrays.copyOf(head, cut + tail.length - from);
        System.arraycopy(tail, from, mixed, cut, tail.length - from);
        return mixed;
    }

    private void truncate(byte[] bytes, Function<ByteReader, ?> decoder) {
        for (int length = 0; length < bytes.length; length++) {
            byte[] beginning = Arrays.copyOf(bytes, length);
            assertThat(attempt(beginning, decoder)).as(HexFormat.of().formatHex(beginning)).isFalse();
        }
    }

    private void replaceBytes(byte[] bytes, Function<ByteReader, ?> decoder) {
        for (int at = 0; at < bytes.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) value;
                attempt(changed, decoder);
            }
        }
    }

    /** Whether the bytes are a frame; anything but a frame or a refusal is a failure. */
    private boolean attempt(byte[] bytes, Function<ByteReader, ?> decoder) {
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean isFrame = isFrame(bytes, decoder);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        if (taken > FIXED + PER_BYTE * bytes.length) {
            throw new AssertionError(HexFormat.of().formatHex(bytes) + " took " + taken + " bytes of memory");
        }
        return isFrame;
    }

    private static boolean isFrame(byte[] bytes, Function<ByteReader, ?> decoder) {
        try {
            return decoder.apply(new ByteReader(bytes)) != null;
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.PROTOCOL || e.code() == ErrorCode.MESSAGE_FORMAT) {
                return false;
            }
            throw new AssertionError(HexFormat.of().formatHex(bytes) + " was refused with " + e.code(), e);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(HexFormat.of().formatHex(bytes) + " ended in " + e, e);
        }
    }

    private static byte[] body(Frame frame) {
        ByteWriter out = new ByteWriter();
        FrameCodec.encode(frame, out);
        byte[] bytes = out.toArray();
        return Arrays.copyOfRange(bytes, Wire.LENGTH_BYTES, bytes.length);
    }
}
