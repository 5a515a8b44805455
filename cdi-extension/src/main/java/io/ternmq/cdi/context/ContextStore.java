// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.jms.IllegalStateRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The contexts of one scope: one for each thread and key, so that no two threads ever have the same. Callable from any
 * thread.
 */
final class ContextStore {

    private final Map<Slot, OpenContext> open = new ConcurrentHashMap<>();
    private boolean ended;

    /** That of the calling thread, made when it has none or its connection is lost. */
    OpenContext get(ContextKey key, Supplier<OpenContext> maker) {
        Slot slot = new Slot(Thread.currentThread(), key);
        OpenContext known = open.get(slot);
        if (known != null && !known.isBroken()) {
            return known;
        }
        if (known != null && open.remove(slot, known)) {
            known.end(false);
        }
        OpenContext made = maker.get();
        if (!keep(slot, made)) {
            made.end(false);
            throw new IllegalStateRuntimeException("The scope of an injected JMSContext has ended");
        }
        return made;
    }

    private synchronized boolean keep(Slot slot, OpenContext made) {
        if (!ended) {
            open.put(slot, made);
        }
        return !ended;
    }

    /** Ends those of threads that have ended. */
    void sweep() {
        open.keySet().stream().filter(slot -> !slot.thread().isAlive()).toList().forEach(slot -> {
            OpenContext left = open.remove(slot);
            if (left != null) {
                left.end(false);
            }
        });
    }

    /** Ends all, and lets nobody have another. */
    void end(boolean committed) {
        List<OpenContext> all;
        synchronized (this) {
            ended = true;
            all = new ArrayList<>(open.values());
            open.clear();
        }
        all.forEach(each -> each.end(committed));
    }

    /** How many are open. */
    int size() {
        return open.size();
    }

    /** Whose it is. Threads are the same only when they are the same object. */
    private record Slot(Thread thread, ContextKey key) {}
}
