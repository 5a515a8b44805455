// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

/**
 * What a stranger may cost before it has said who it is.
 *
 * @param timeoutMillis how long it may take until it has been let in, in milliseconds; 1 or more; default 10,000
 * @param maxPending    how many connections may be at that stage at a time; 1 or more; default 256; further ones are
 *                      closed at once
 * @param maxFrameBytes longest frame at that stage, in bytes; 1,024 to 1,048,576; default 16,384
 * @param maxPerSecond  how many new connections are taken up per second; 1 or more; default 1,000; further ones are
 *                      closed at once
 */
public record LoginPolicy(long timeoutMillis, int maxPending, int maxFrameBytes, int maxPerSecond) {

    /** Ten seconds, 256 at a time, 16 KiB, a thousand per second. */
    public static final LoginPolicy DEFAULT = new LoginPolicy(10_000, 256, 16_384, 1_000);

    private static final int SMALLEST_FRAME = 1_024;
    private static final int LARGEST_FRAME = 1 << 20;

    /** Checks the ranges. */
    public LoginPolicy {
        atLeastOne("timeoutMillis", timeoutMillis);
        atLeastOne("maxPending", maxPending);
        atLeastOne("maxPerSecond", maxPerSecond);
        if (maxFrameBytes < SMALLEST_FRAME || maxFrameBytes > LARGEST_FRAME) {
            throw new IllegalArgumentException("maxFrameBytes must be from " + SMALLEST_FRAME + " to " + LARGEST_FRAME
                    + ", but is " + maxFrameBytes);
        }
    }

    private static void atLeastOne(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be 1 or more, but is " + value);
        }
    }
}
