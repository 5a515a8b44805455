// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import java.util.List;

/**
 * A run of the keys of a stream: the form in which a checkpoint remembers them.
 *
 * @param stream   number of the stream
 * @param keys     the keys
 * @param versions how many events each has had
 * @param last     offset of the last event of each
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
public record KeysKept(long stream, List<String> keys, long[] versions, long[] last) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onKeysKept(this);
    }
}
