// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.server.config.HttpPolicy;
import io.ternmq.server.http.Door;
import io.ternmq.server.http.HttpPort;
import io.ternmq.server.http.Surroundings;
import java.util.List;
import java.util.Locale;

/** Opens the HTTP port, unless the settings want none. */
final class Web implements ServiceOpener {

    @Override
    public List<? extends Service> open(Premises premises) {
        HttpPolicy policy = premises.settings().http();
        return policy.enabled() ? List.of(new Listening(HttpPort.start(policy, surroundings(premises)))) : List.of();
    }

    private static Surroundings surroundings(Premises premises) {
        return new Surroundings(
                premises.broker(),
                premises.settings().security().policy().allowPlain(),
                () -> premises.state().get().name().toLowerCase(Locale.ROOT),
                () -> doors(premises.services().get()));
    }

    private static List<Door> doors(List<Service> services) {
        return services.stream().filter(Door.class::isInstance).map(Door.class::cast).toList();
    }

    private record Listening(HttpPort port) implements Service {

        @Override
        public String description() {
            return port.uri();
        }

        @Override
        public void close() {
            port.close();
        }
    }
}
