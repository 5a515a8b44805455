// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.Delivered;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Routed;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.HeldVisitor;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.store.CheckpointSink;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes the messages of mailboxes into an image: by reference what the store has, in runs of one priority, and whole
 * what it has not. References that change are taken over on the way. Made for one image.
 */
final class MailboxImage implements HeldVisitor {

    private static final int LONGEST_RUN = 1_024;

    private final CheckpointSink<Fact> sink;

    /** Messages in memory whose references have changed: several mailboxes may share one. */
    private final Set<StoredMessage> moved = Collections.newSetFromMap(new IdentityHashMap<>());

    private final long[] entries = new long[LONGEST_RUN];
    private final long[] refs = new long[LONGEST_RUN];
    private final int[] sizes = new int[LONGEST_RUN];
    private final long[] expirations = new long[LONGEST_RUN];
    private final long[] dues = new long[LONGEST_RUN];
    private final int[] attempts = new int[LONGEST_RUN];
    private long mailbox;
    private int priority;
    private int count;

    MailboxImage(CheckpointSink<Fact> sink) {
        this.sink = sink;
    }

    void write(Mailbox next) {
        mailbox = next.id();
        next.forEachInOrder(this);
        endRun();
    }

    @Override
    public void onEntry(Entry entry) {
        if (!entry.isDurable()) {
            return;
        }
        long due = entry.stage() == Entry.Stage.SCHEDULED ? entry.dueMillis() : 0;
        if (entry.message() instanceof StoredMessage message && message.isStored()) {
            keep(message);
            add(new Paged(
                    entry.id(),
                    message.ref(),
                    message.priority(),
                    message.sizeBytes(),
                    message.expirationMillis(),
                    entry.attempts()), due);
        } else {
            endRun();
            sink.add(new Routed(entry.id(), entry.message(), new long[] {mailbox}, due, true));
            if (entry.attempts() > 0) {
                sink.add(new Delivered(mailbox, entry.id(), 0, entry.attempts(), true));
            }
        }
    }

    private void keep(StoredMessage message) {
        if (!moved.contains(message)) {
            long ref = sink.keep(message.ref(), message.sizeBytes());
            if (ref != message.ref()) {
                message.storedAt(ref);
                moved.add(message);
            }
        }
    }

    @Override
    public long onPaged(Paged message) {
        long ref = sink.keep(message.ref(), message.sizeBytes());
        add(message, 0);
        refs[count - 1] = ref;
        return ref;
    }

    private void add(Paged message, long due) {
        if (count == LONGEST_RUN || (count > 0 && priority != message.priority())) {
            endRun();
        }
        priority = message.priority();
        entries[count] = message.entry();
        refs[count] = message.ref();
        sizes[count] = message.sizeBytes();
        expirations[count] = message.expirationMillis();
        dues[count] = due;
        attempts[count++] = message.attempts();
    }

    private void endRun() {
        if (count > 0) {
            sink.add(new Stocked(
                    mailbox,
                    priority,
                    Arrays.copyOf(entries, count),
                    Arrays.copyOf(refs, count),
                    Arrays.copyOf(sizes, count),
                    Arrays.copyOf(expirations, count),
                    Arrays.copyOf(dues, count),
                    Arrays.copyOf(attempts, count)));
            count = 0;
        }
    }
}
