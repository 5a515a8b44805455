// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent in one transaction, and what is to be done after it. Nothing is sent while a section still works
 * on an item, so that what a later stage refuses leaves no trace. Owner: the thread of the section.
 */
final class Outbox {

    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    /**
     * One message.
     *
     * @param trace what it belongs to; NONE for what is current when it is sent
     * @param flow  counts what is on its way on an inner edge, or null
     */
    record Parcel(
            Channel channel,
            Object item,
            @Nullable String key,
            Map<String, Object> headers,
            TraceContext trace,
            @Nullable EdgeFlow flow) {}

    /** Has the item that a thread has in hand sent. */
    void add(Channel channel, Object item, Visit visit, @Nullable EdgeFlow flow) {
        parcels.add(new Parcel(channel, item, visit.key(), Map.of(), visit.trace(), flow));
    }

    void add(Parcel parcel) {
        parcels.add(parcel);
    }

    /** Has something done once the transaction is over well. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    boolean isEmpty() {
        return parcels.isEmpty() && afterwards.isEmpty();
    }

    List<Parcel> parcels() {
        return parcels;
    }

    /** Forgets everything that was added after so many parcels. */
    void cutTo(int size) {
        parcels.subList(size, parcels.size()).clear();
    }

    int size() {
        return parcels.size();
    }

    /** The transaction is over well. */
    void committed() {
        for (Parcel parcel : parcels) {
            if (parcel.flow() != null) {
                parcel.flow().sent();
            }
        }
        List<Runnable> tasks = afterwards.isEmpty() ? List.of() : List.copyOf(afterwards);
        clear();
        tasks.forEach(Runnable::run);
    }

    /** There is nothing to be sent after all. */
    void clear() {
        parcels.clear();
        afterwards.clear();
    }
}
