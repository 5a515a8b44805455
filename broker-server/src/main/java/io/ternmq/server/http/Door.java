// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

/** Where messaging clients come in, as far as health and metrics speak of it. Any thread may ask. */
public interface Door {

    /** Where it is, for people and as a label of metrics. */
    String uri();

    /** Whether it takes up clients. */
    boolean isListening();

    /** How many connections are open. */
    int openConnections();

    /** How many connections were closed at once because of a limit, since the start. */
    long refusedConnections();
}
