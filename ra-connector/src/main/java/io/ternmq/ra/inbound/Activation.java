// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

/** An endpoint that takes messages until it is closed. Any thread may call. */
public interface Activation extends AutoCloseable {

    /**
     * Takes no more messages, waits a while for those that are being worked on, and gives back the others. A second
     * call does nothing.
     */
    @Override
    void close();

    /** How it is doing. */
    View view();
}
