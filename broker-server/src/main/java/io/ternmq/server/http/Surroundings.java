// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.boot.EmbeddedBroker;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the HTTP port stands on.
 *
 * @param broker     the broker, running or standing by
 * @param allowPlain whether passwords may come in clear text from other machines
 * @param state      what the process is at, in one word of lower case; {@code ready} is the one that serves
 * @param doors      where messaging clients come in, at any moment
 */
public record Surroundings(
        EmbeddedBroker broker, boolean allowPlain, Supplier<String> state, Supplier<List<Door>> doors) {

    static final String READY = "ready";
}
