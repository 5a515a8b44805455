// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * Settings of a broker as a whole.
 *
 * @param maxMemoryBytes      most bytes of messages held in memory by all queues, subscriptions and open transactions
 *                            together; 1 MiB or more; default half of the largest heap of this Java virtual machine
 * @param commandQueueCapacity commands that may wait for the broker at one time before callers are held back; a power
 *                            of two from 64 to 1,048,576; default 8,192
 * @param checkpointIdleMillis after how long a silence the store is given a checkpoint, so that the next start is
 *                            quick, in milliseconds; 100 or more; default 5,000
 * @param duplicateWindowMillis for how long a message is remembered so that it is not taken a second time, in
 *                            milliseconds: a name that the program gave it ({@link
 *                            io.ternmq.api.MessageProperties#DEDUP_ID}) counted from its sending, the numbers of a
 *                            producer counted from its last message; 0 for not at all; default 600,000
 * @param duplicateWindowIds  most names of messages that are remembered, and most producers, in the whole broker; the
 *                            oldest are forgotten first; 1 or more; default 100,000
 */
public record BrokerPolicy(
        long maxMemoryBytes,
        int commandQueueCapacity,
        long checkpointIdleMillis,
        long duplicateWindowMillis,
        int duplicateWindowIds) {

    private static final long SMALLEST_MEMORY = 1 << 20;
    private static final int SMALLEST_QUEUE = 64;
    private static final int LARGEST_QUEUE = 1 << 20;
    private static final long SHORTEST_IDLE = 100;
    private static final long DEFAULT_CHECKPOINT_IDLE_MILLIS = 5_000;
    private static final long DEFAULT_DUPLICATE_WINDOW_MILLIS = 600_000;
    private static final int DEFAULT_DUPLICATE_WINDOW_IDS = 100_000;

    /** Checks the ranges. */
    public BrokerPolicy {
        Checks.atLeast("max-memory-bytes", maxMemoryBytes, SMALLEST_MEMORY);
        Checks.atLeast("checkpoint-idle-millis", checkpointIdleMillis, SHORTEST_IDLE);
        Checks.atLeast("duplicate-window-millis", duplicateWindowMillis, 0);
        Checks.atLeast("duplicate-window-ids", duplicateWindowIds, 1);
        boolean powerOfTwo = Integer.bitCount(commandQueueCapacity) == 1;
        if (!powerOfTwo || commandQueueCapacity < SMALLEST_QUEUE || commandQueueCapacity > LARGEST_QUEUE) {
            throw new IllegalArgumentException("command-queue-capacity must be a power of two from " + SMALLEST_QUEUE
                    + " to " + LARGEST_QUEUE + ", but is " + commandQueueCapacity);
        }
    }

    /**
     * Settings with every default but these.
     *
     * @param maxMemoryBytes       most bytes of messages held in memory; 1 MiB or more
     * @param commandQueueCapacity commands that may wait; a power of two from 64 to 1,048,576
     */
    public BrokerPolicy(long maxMemoryBytes, int commandQueueCapacity) {
        this(
                maxMemoryBytes,
                commandQueueCapacity,
                DEFAULT_CHECKPOINT_IDLE_MILLIS,
                DEFAULT_DUPLICATE_WINDOW_MILLIS,
                DEFAULT_DUPLICATE_WINDOW_IDS);
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
        return new BrokerPolicy(
                bytes, commandQueueCapacity, checkpointIdleMillis, duplicateWindowMillis, duplicateWindowIds);
    }

    /**
     * Chooses after how long a silence a checkpoint is taken.
     *
     * @param millis 100 or more milliseconds
     * @return a copy with this time
     */
    public BrokerPolicy withCheckpointIdleMillis(long millis) {
        return new BrokerPolicy(
                maxMemoryBytes, commandQueueCapacity, millis, duplicateWindowMillis, duplicateWindowIds);
    }

    /**
     * Chooses for how long messages are remembered so that they are not taken a second time.
     *
     * @param millis milliseconds; 0 for not at all
     * @return a copy with this time
     */
    public BrokerPolicy withDuplicateWindowMillis(long millis) {
        return new BrokerPolicy(
                maxMemoryBytes, commandQueueCapacity, checkpointIdleMillis, millis, duplicateWindowIds);
    }

    /**
     * Limits how much is remembered so that it is not taken a second time.
     *
     * @param ids 1 or more names of messages, and as many producers
     * @return a copy with this limit
     */
    public BrokerPolicy withDuplicateWindowIds(int ids) {
        return new BrokerPolicy(
                maxMemoryBytes, commandQueueCapacity, checkpointIdleMillis, duplicateWindowMillis, ids);
    }
}
