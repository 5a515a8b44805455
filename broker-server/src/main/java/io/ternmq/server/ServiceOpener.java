// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.ServerSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Opens services once the broker runs. One that fails leaves nothing open. */
@FunctionalInterface
public interface ServiceOpener {

    /**
     * What a service can build on.
     *
     * @param settings what the process was told
     * @param broker   the broker, running or standing by
     * @param state    what the process is at at any moment
     * @param services what is open at any moment, in the order of opening
     */
    record Premises(
            ServerSettings settings,
            EmbeddedBroker broker,
            Supplier<ServerState> state,
            Supplier<List<Service>> services) {}

    /**
     * Opens.
     *
     * @return the services, in the order in which they were opened; none when the settings want none
     * @throws IOException when the network refuses; the message says what and where
     */
    List<? extends Service> open(Premises premises) throws IOException;
}
