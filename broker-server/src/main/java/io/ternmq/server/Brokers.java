// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.api.server.BrokerSettings;
import io.ternmq.server.config.ServerSettings;

/** The part of the settings that the broker itself has to know. */
final class Brokers {

    private Brokers() {}

    static BrokerSettings describe(ServerSettings settings) {
        return new BrokerSettings(
                settings.name(),
                settings.broker(),
                settings.destinations(),
                Authentication.of(settings.security()),
                settings.storePolicy(),
                settings.security().policy());
    }
}
