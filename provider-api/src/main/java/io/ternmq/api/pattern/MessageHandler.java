// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

/**
 * The program's own code for a message.
 *
 * @param <T> type of the body
 */
@FunctionalInterface
public interface MessageHandler<T> {

    /**
     * Handles one message; returning normally means that it is done with.
     *
     * @param message the message
     * @throws Exception when it cannot be handled; an {@link ErrorPolicy} decides what follows
     */
    void handle(Incoming<T> message) throws Exception;
}
