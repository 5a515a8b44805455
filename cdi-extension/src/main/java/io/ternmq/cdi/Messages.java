// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.messaging.Messaging;
import java.util.List;

/**
 * What the extension has running: for programs and operators that ask. Application scoped; callable from any thread.
 */
public interface Messages {

    /**
     * Typed messaging over the default connection factory.
     *
     * @return closed by the container
     */
    Messaging messaging();

    /**
     * Typed messaging over another connection factory.
     *
     * @param factory its name
     * @return closed by the container
     */
    Messaging messaging(String factory);

    /**
     * The listeners.
     *
     * @return all that run; empty before the container has started
     */
    List<ListenerView> listeners();

    /**
     * The channels that the program has declared, as AsyncAPI 3.0.
     *
     * @return a document in JSON
     */
    String asyncApi();
}
