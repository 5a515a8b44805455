// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a distributed transaction that is in doubt, or that was decided by hand and that its transaction manager
 * has not forgotten yet. Messages that are not persistent count as long as the broker runs.
 *
 * @param name           its {@code Xid}: format, transaction and qualifier with colons between them, the latter two in
 *                       hexadecimal digits, for example {@code 131077:0a1b:2c}
 * @param state          whether it is in doubt
 * @param preparedMillis since when it is prepared, in milliseconds since 1970; 0 when it was prepared by a version that
 *                       did not write it down
 * @param sends          how many messages it will send when it is committed, by {@code queue://name} or
 *                       {@code topic://name}; empty once it is decided
 * @param consumed       how many messages it holds as consumed, by {@code queue://name}, or {@code topic://label} for a
 *                       subscription; empty once it is decided
 * @param verdict        what was decided by hand, or null
 */
public record BranchView(
        String name,
        State state,
        long preparedMillis,
        Map<String, Integer> sends,
        Map<String, Integer> consumed,
        @Nullable Verdict verdict) {

    /** Keeps the counts from changing, and in order of names. */
    public BranchView {
        sends = Collections.unmodifiableMap(new TreeMap<>(sends));
        consumed = Collections.unmodifiableMap(new TreeMap<>(consumed));
    }

    /** What has become of a branch. */
    public enum State {
        /** It waits for its transaction manager. */
        PREPARED,
        /** It was committed by hand. */
        COMMITTED,
        /** It was rolled back by hand. */
        ROLLED_BACK
    }

    /**
     * A decision by hand.
     *
     * @param millis when, in milliseconds since 1970
     * @param by     who, or null when nobody said
     */
    public record Verdict(long millis, @Nullable String by) {}
}
