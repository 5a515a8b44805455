// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import com.sun.management.ThreadMXBean;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Damages bytes and sees to it that a decoder either reads them or refuses them, and never takes much memory. */
public final class HostileBytes {

    private static final int LARGE = 1 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Function<ByteReader, ?> decoder;
    private final ErrorCode refusal;

    /** Tries a decoder that is to refuse with a code and no other exception. */
    public HostileBytes(Function<ByteReader, ?> decoder, ErrorCode refusal) {
        this.decoder = decoder;
        this.refusal = refusal;
    }

    /** Decodes every beginning of some bytes; each has to be refused. */
    public void truncate(byte[] bytes) {
        for (int length = 0; length < bytes.length; length++) {
            byte[] beginning = Arrays.copyOf(bytes, length);
            if (isRead(new ByteReader(beginning))) {
                throw failure("was read although it is not whole", beginning, null);
            }
            if (isRead(new ByteReader(bytes, 0, length))) {
                throw failure("was read beyond its end", beginning, null);
            }
        }
    }

    /** Decodes the bytes with each of them replaced by each other value. */
    public void replaceBytes(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            for (int change = 1; change < 256; change++) {
                change(bytes, at, change);
            }
        }
    }

    /** Decodes the bytes with each of their bits the other way round. */
    public void flipBits(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                change(bytes, at, 1 << bit);
            }
        }
    }

    private void change(byte[] bytes, int at, int change) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) change;
        attempt(damaged);
    }

    /** Decodes some bytes, which may make sense or not. */
    public void attempt(byte[] bytes) {
        long before = threads.getCurrentThreadAllocatedBytes();
        isRead(new ByteReader(bytes));
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        if (taken > LARGE) {
            throw failure("took " + taken + " bytes of memory", bytes, null);
        }
    }

    private boolean isRead(ByteReader in) {
        try {
            return decoder.apply(in) != null;
        } catch (ProviderException e) {
            if (e.code() != refusal) {
                throw failure("was refused with " + e.code(), in.array(), e);
            }
            return false;
        } catch (RuntimeException | Error e) {
            throw failure("ended in " + e, in.array(), e);
        }
    }

    private static AssertionError failure(String what, byte[] bytes, @Nullable Throwable e) {
        return new AssertionError(HexFormat.of().formatHex(bytes) + " " + what, e);
    }
}
