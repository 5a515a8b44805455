// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.time.Duration;
import java.util.List;

/** Listeners that were started together. Callable from any thread. */
public interface ListenerSet extends AutoCloseable {

    /**
     * Each listener, as it is now.
     *
     * @return in the order of the declarations
     */
    List<ListenerView> views();

    /** They take no more messages until {@link #resume()}; what is at hand is finished. Returns at once. */
    void pause();

    /** They go on. */
    void resume();

    /**
     * Takes no more messages, waits for those at hand, and ends. When the limit is over, the threads of those that are
     * still at hand are interrupted, and get one more second to return.
     *
     * @param limit how long to wait before that
     * @return false when some were still at hand when the limit was over: their messages go back
     */
    boolean close(Duration limit);

    /** The same within the limit of the {@link io.ternmq.api.messaging.Messaging} that carries them. */
    @Override
    void close();
}
