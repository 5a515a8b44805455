// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import java.util.Arrays;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * In which transaction a session works, and in which it has worked last: a transaction manager may end the session's
 * part on a thread of its own, as after a time-out, while the thread of the program goes on. Any thread may call.
 */
final class Engagement {

    private final Branches.ThreadKey keys;
    private volatile @Nullable Work work;
    private volatile @Nullable Past past;

    Engagement(Branches.ThreadKey keys) {
        this.keys = keys;
    }

    /** A transaction: by its key, or where nobody knows keys by the thread that began. */
    private record Work(@Nullable Xid xid, Thread thread, @Nullable Object key) {

        boolean isOf(@Nullable Object current) {
            return key == null ? thread.equals(Thread.currentThread()) : key.equals(current);
        }

        boolean is(@Nullable Xid other) {
            if (xid == null || other == null) {
                return false;
            }
            return xid.getFormatId() == other.getFormatId()
                    && Arrays.equals(xid.getGlobalTransactionId(), other.getGlobalTransactionId())
                    && Arrays.equals(xid.getBranchQualifier(), other.getBranchQualifier());
        }
    }

    /** Work that has ended, or is laid aside until it is resumed. */
    private record Past(Work work, boolean aside) {}

    void begin(@Nullable Xid xid) {
        work = new Work(xid, Thread.currentThread(), keys.get());
    }

    /** The end may be that of work that was laid aside before, which changes nothing for the present one. */
    void end(@Nullable Xid xid, boolean aside) {
        Work now = work;
        Past before = past;
        if (now != null && now.is(xid)) {
            past = new Past(now, aside);
            work = null;
        } else if (before != null && before.work().is(xid)) {
            past = new Past(before.work(), aside);
        }
    }

    boolean runs() {
        return work != null;
    }

    Standing standing() {
        Work now = work;
        if (now == null) {
            return Standing.FREE;
        }
        Object current = keys.get();
        if (now.isOf(current)) {
            return Standing.WITHIN;
        }
        return current == null ? Standing.OUTSIDE : Standing.ELSEWHERE;
    }

    /** Whether the thread is in the transaction that has ended here, or in any while another one is laid aside. */
    boolean isPast() {
        Past before = past;
        if (work != null || before == null) {
            return false;
        }
        Object current = keys.get();
        return current != null && (before.aside() || current.equals(before.work().key()));
    }

    void forgetPast() {
        past = null;
    }
}
