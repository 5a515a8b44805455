// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.pattern.Incoming;
import java.util.List;

/**
 * The program's own code for several events together.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface BatchHandler<E> {

    /**
     * Handles a batch.
     *
     * @param events in the order of the stream, at least one; not modifiable
     * @throws Exception when it cannot be handled, which ends the reader
     */
    void handle(List<Incoming<E>> events) throws Exception;
}
