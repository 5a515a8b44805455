// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import org.jspecify.annotations.Nullable;

/**
 * A message is in a stream, and perhaps in mailboxes. The message itself says offset, partition and version in its
 * properties; it is stored once for all of them.
 *
 * @param routed  the message and its mailboxes, which may be none; its number orders the events of all streams
 * @param stream  number of the stream
 * @param offset  place in the stream
 * @param millis  when it was appended, in milliseconds since 1970; never before the event in front of it
 * @param key     what it belongs to, or null
 * @param version how many events of its key there are with this one; 0 without a key
 */
public record Appended(Routed routed, long stream, long offset, long millis, @Nullable String key, long version)
        implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onAppended(this);
    }
}
