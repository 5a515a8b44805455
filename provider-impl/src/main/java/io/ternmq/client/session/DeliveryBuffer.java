// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.protocol.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that arrived and are not consumed yet, in order, without a lock.
 *
 * <p>Owner of the new end: whoever reports events, one call at a time; it adds there and takes back from there when the
 * broker recalls messages. The old end is open to every thread: the consumer takes from it, and so does whoever empties
 * the buffer. This is the work-stealing queue of Chase and Lev with the roles of the ends read differently: the
 * newest message is the one that is cheapest to give back.
 *
 * <p>{@code oldest} and {@code end} count deliveries since the beginning; the array holds those between them. Only a
 * thread that moves {@code oldest} has the right to the delivery it moved past. It then clears the slot, unless the
 * slot has been filled anew meanwhile, so that a consumed message is not kept in memory.
 */
final class DeliveryBuffer {

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Event.Deliver[].class);
    private static final VarHandle OLDEST;
    private static final VarHandle END;
    private static final int FIRST_SIZE = 16;

    private volatile @Nullable Event.Deliver[] slots = new Event.Deliver[FIRST_SIZE];

    @SuppressWarnings("unused") // by OLDEST
    private volatile long oldest;

    @SuppressWarnings("unused") // by END
    private volatile long end;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OLDEST = lookup.findVarHandle(DeliveryBuffer.class, "oldest", long.class);
            END = lookup.findVarHandle(DeliveryBuffer.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Adds the newest delivery. By the owner of the new end only. What the caller reads next is read after the
     * adding.
     */
    void add(Event.Deliver delivery) {
        long to = end;
        @Nullable Event.Deliver[] array = slots;
        if (to - oldest == array.length) {
            array = grow(array, to);
        }
        SLOTS.setRelease(array, (int) to & (array.length - 1), delivery);
        END.setVolatile(this, to + 1);
    }

    /** Takes the newest delivery back, or null when there is none. By the owner of the new end only. */
    Event.@Nullable Deliver takeNewest() {
        long last = end - 1;
        END.setVolatile(this, last);
        long from = oldest;
        if (from > last) {
            END.setVolatile(this, last + 1);
            return null;
        }
        @Nullable Event.Deliver[] array = slots;
        int slot = (int) last & (array.length - 1);
        Event.Deliver delivery = (Event.Deliver) SLOTS.getAcquire(array, slot);
        if (from == last) {
            boolean won = OLDEST.compareAndSet(this, from, from + 1);
            END.setVolatile(this, last + 1);
            if (!won) {
                return null;
            }
        }
        SLOTS.setRelease(array, slot, (Event.@Nullable Deliver) null);
        return delivery;
    }

    /** Takes the oldest delivery, or null when there is none. By any thread. */
    Event.@Nullable Deliver takeOldest() {
        while (true) {
            long from = oldest;
            if (from >= end) {
                return null;
            }
            @Nullable Event.Deliver[] array = slots;
            int slot = (int) from & (array.length - 1);
            Event.Deliver delivery = (Event.Deliver) SLOTS.getAcquire(array, slot);
            if (OLDEST.compareAndSet(this, from, from + 1)) {
                SLOTS.compareAndSet(array, slot, delivery, (Event.@Nullable Deliver) null);
                return delivery;
            }
        }
    }

    /** True when there is nothing to take. */
    boolean isEmpty() {
        return oldest >= end;
    }

    /** How many deliveries there are; exact for a caller that is alone. */
    int size() {
        long from = oldest;
        return (int) Math.max(0, end - from);
    }

    private @Nullable Event.Deliver[] grow(@Nullable Event.Deliver[] array, long to) {
        @Nullable Event.Deliver[] larger = new Event.Deliver[array.length * 2];
        for (long i = oldest; i < to; i++) {
            Object moved = SLOTS.getAcquire(array, (int) i & (array.length - 1));
            larger[(int) i & (larger.length - 1)] = (Event.Deliver) moved;
        }
        slots = larger;
        return larger;
    }
}
