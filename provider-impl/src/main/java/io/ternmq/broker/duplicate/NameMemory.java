// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import io.ternmq.broker.Remembered;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The names of messages that have been taken within the window, up to a number of them. Owned by the shard. */
final class NameMemory {

    /** The oldest come first. */
    private final Map<MessageName, Remembered> names = new LinkedHashMap<>();

    private final long windowMillis;
    private final int most;

    NameMemory(long windowMillis, int most) {
        this.windowMillis = windowMillis;
        this.most = most;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean knows(MessageName name, long nowMillis) {
        Remembered known = names.get(name);
        return known != null && nowMillis - known.millis() < windowMillis;
    }

    void remember(Remembered fact) {
        MessageName name = new MessageName(fact.destination(), fact.id());
        names.remove(name);
        names.put(name, fact);
        if (names.size() > most) {
            Iterator<Remembered> oldest = names.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void onTimePassed(long nowMillis) {
        Iterator<Remembered> oldest = names.values().iterator();
        while (oldest.hasNext() && nowMillis - oldest.next().millis() >= windowMillis) {
            oldest.remove();
        }
    }

    void writeTo(Consumer<? super Remembered> image) {
        for (Remembered name : names.values()) {
            if (name.isDurable()) {
                image.accept(name);
            }
        }
    }
}
