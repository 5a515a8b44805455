// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageRef;

/**
 * An event on its way to a reader. Events have one priority among them, so that they stay in the order of their stream.
 *
 * @param message   the event
 * @param stream    number of the stream
 * @param offset    place in the stream
 * @param partition number of the partition
 * @param epoch     how often the group had been moved when it was read; 0 without a group
 */
public record EventRef(FrozenMessage message, long stream, long offset, int partition, long epoch)
        implements MessageRef {

    private static final int PRIORITY = 4;

    @Override
    public FrozenMessage load() {
        return message;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public long expirationMillis() {
        return message.expirationMillis();
    }

    @Override
    public boolean isPersistent() {
        return false;
    }

    @Override
    public int sizeBytes() {
        return message.sizeBytes();
    }

    @Override
    public int memoryBytes() {
        return message.memoryBytes();
    }
}
