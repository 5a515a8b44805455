// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

/**
 * The program's own code for the events of a group.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface GroupHandler<E> {

    /**
     * Handles one event.
     *
     * @param event the event
     * @throws Exception when it cannot be handled; an {@link io.ternmq.api.pattern.ErrorPolicy} decides what follows
     */
    void handle(GroupDelivery<E> event) throws Exception;
}
