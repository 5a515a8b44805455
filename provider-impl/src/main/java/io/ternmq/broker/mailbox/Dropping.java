// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.ArrayList;
import java.util.List;

/** Chooses messages to be dropped, as few as will do. Owned by the shard. */
final class Dropping implements LevelVisitor {

    /** Says whether there is room once so much has gone. */
    @FunctionalInterface
    interface Enough {
        boolean without(int messages, long bytes);
    }

    private final Enough enough;
    private final List<Expendable> chosen = new ArrayList<>();
    private long bytes;

    Dropping(Enough enough) {
        this.enough = enough;
    }

    List<Expendable> chosen() {
        return isEnough() ? chosen : List.of();
    }

    private boolean isEnough() {
        return enough.without(chosen.size(), bytes);
    }

    private boolean drop(long id, boolean isDurable, int sizeBytes) {
        if (isEnough()) {
            return false;
        }
        chosen.add(new Expendable(id, isDurable));
        bytes += sizeBytes;
        return true;
    }

    @Override
    public boolean onEntry(Entry entry) {
        return drop(entry.id(), entry.isDurable(), entry.message().sizeBytes());
    }

    @Override
    public boolean onPaged(Chunk chunk, int place) {
        Paged message = chunk.pagedAt(place);
        return drop(message.entry(), true, message.sizeBytes());
    }
}
