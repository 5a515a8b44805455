// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.Incoming;

/** What becomes of the events of a reader. Its owner calls with one event at a time. */
interface Sink<E> {

    /** Who is told what was handled. Any thread. */
    interface Listener {

        void handled(int events, long nanos);

        /** The program's own code has failed: nothing more is to be handled. */
        void failed(Throwable why, long nanos);
    }

    /** Says who is told; before everything else, once. */
    void tell(Listener listener);

    /** One more event. Returns normally whatever the program's own code does. */
    void accept(Incoming<E> event);

    /** Hands over what was collected: nothing more comes. */
    void finish();

    /** Gives up what was collected, after waiting for a batch that is being handled by another thread. */
    void giveUp();

    /** Whether the calling thread is in the program's own code: it must not wait for that to end. */
    boolean isInside();
}
