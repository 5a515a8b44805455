// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * Settings of a broker as a whole.
 *
 * @param maxMemoryBytes      most bytes of messages held in memory by all queues, subscriptions and open transactions
 *                            together; 1 MiB or more; default half of the largest heap of this Java virtual machine
 * @param commandQueueCapacity commands that may wait for the broker at one time before callers are held back; a power
 *                            of two from 64 to 1,048,576; default 8,192
 */
public record BrokerPolicy(long maxMemoryBytes, int commandQueueCapacity) {

    private static final long SMALLEST_MEMORY = 1 << 20;
    private static final int SMALLEST_QUEUE = 64;
    private static final int LARGEST_QUEUE = 1 << 20;

    /** Checks the ranges. */
    public BrokerPolicy {
        Checks.atLeast("max-memory-bytes", maxMemoryBytes, SMALLEST_MEMORY);
        boolean powerOfTwo = Integer.bitCount(commandQueueCapacity) == 1;
        if (!powerOfTwo || commandQueueCapacity < SMALLEST_QUEUE || commandQueueCapacity > LARGEST_QUEUE) {
            throw new IllegalArgumentException("command-queue-capacity must be a power of two from " + SMALLEST_QUEUE
                    + " to " + LARGEST_QUEUE + ", but is " + commandQueueCapacity);
        }
    }

    /**
     * The defaults, which depend on the heap of this Java virtual machine.
     *
     * @return the default settings
     */
    public static BrokerPolicy defaults() {
        return new BrokerPolicy(Math.max(SMALLEST_MEMORY, Runtime.getRuntime().maxMemory() / 2), 8_192);
    }

    /**
     * Limits the memory.
     *
     * @param bytes 1 MiB or more
     * @return a copy with this limit
     */
    public BrokerPolicy withMaxMemoryBytes(long bytes) {
        return new BrokerPolicy(bytes, commandQueueCapacity);
    }
}
