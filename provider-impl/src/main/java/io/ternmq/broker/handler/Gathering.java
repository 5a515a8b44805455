// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.SurveyVisitor;
import io.ternmq.message.FrozenMessage;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers messages for an operator, until there are enough or enough has been looked at. Without a selector no
 * content is read.
 */
final class Gathering implements SurveyVisitor {

    /** A message that was asked for; its content when that was needed to find out. */
    record Found(Entry entry, @Nullable FrozenMessage content) {

        FrozenMessage message() {
            return content != null ? content : entry.message().load();
        }
    }

    private static final int MOST_LOOKS = 2_000;
    private static final int MOST_AT_ONCE = 500;
    private static final long MOST_BYTES = 256 * 1024;

    private final @Nullable Selector selector;
    private final long newest;
    private final long limit;
    private final boolean readsAll;
    private final List<Found> found = new ArrayList<>();
    private int looks = MOST_LOOKS;
    private long bytes;
    private long position;

    /**
     * Makes an empty one.
     *
     * @param newest   greatest number of a message that is meant
     * @param limit    most messages
     * @param readsAll whether the content of all that is found will be read
     */
    Gathering(@Nullable Selector selector, long position, long newest, long limit, boolean readsAll) {
        this.selector = selector;
        this.position = position;
        this.newest = newest;
        this.limit = Math.min(limit, MOST_AT_ONCE);
        this.readsAll = readsAll;
    }

    List<Found> found() {
        return found;
    }

    long position() {
        return position;
    }

    @Override
    public boolean visit(long place, Entry entry) {
        position = place;
        looks--;
        if (entry.id() <= newest && !entry.isOut()) {
            consider(entry);
        }
        return looks > 0 && found.size() < limit && bytes < MOST_BYTES;
    }

    private void consider(Entry entry) {
        FrozenMessage content = selector == null ? null : entry.message().load();
        if (readsAll || content != null) {
            bytes += entry.message().sizeBytes();
        }
        if (selector == null || (content != null && selector.matches(content))) {
            found.add(new Found(entry, readsAll ? content : null));
        }
    }
}
