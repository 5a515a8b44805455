// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

/**
 * Takes a primitive {@code long} and a value, without boxing the first.
 *
 * @param <V> the value's type
 */
@FunctionalInterface
public interface LongObjConsumer<V> {

    /**
     * Receives one pair.
     *
     * @param key   the key
     * @param value the value that belongs to it
     */
    void accept(long key, V value);
}
