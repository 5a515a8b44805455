// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/**
 * Does the work of one message.
 *
 * @param <T> type of the body
 */
@FunctionalInterface
public interface WorkHandler<T> {

    /**
     * Works; the lease is extended meanwhile. When it returns, the work is done, unless the item was ended by hand.
     *
     * @param item the message
     * @throws Exception when the work has failed: the message goes back with the words of the exception
     */
    void handle(WorkItem<T> item) throws Exception;
}
