// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

/**
 * Something that stands between the broker and the network, such as an acceptor or the HTTP port. Opened after the
 * broker, in order; drained, then closed, in reverse order before the broker. Called by one thread at a time.
 */
public interface Service extends AutoCloseable {

    /** What it is and where, for people: {@code tcp://127.0.0.1:61616}. */
    String description();

    /**
     * Takes up nobody new, and lets those who are there finish what they have begun. Does nothing unless overridden.
     *
     * @param millis how long that may take; 0 for no time at all
     */
    default void drain(long millis) {}

    /** Ends it with everything that is still open. A second call does nothing. */
    @Override
    void close();
}
