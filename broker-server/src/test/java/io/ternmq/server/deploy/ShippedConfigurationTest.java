// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code tern.yaml} of the distribution: what it says, and what its remarks claim to be the default. */
class ShippedConfigurationTest {

    private static final Path SHIPPED = Places.DIST.resolve("conf/tern.yaml");

    @TempDir
    private Path folder;

    private static ServerSettings defaultsBut(ServerSettings from) {
        ServerSettings defaults = ServerSettings.defaults();
        return new ServerSettings(
                defaults.name(), from.store(), defaults.broker(), from.destinations(), defaults.acceptors(),
                defaults.http(), defaults.security(), defaults.process());
    }

    @Test
    void saysNothingButWhereMessagesAreKept() {
        ServerSettings shipped = Places.settings(SHIPPED);
        assertThat(shipped).isEqualTo(defaultsBut(shipped));
        assertThat(shipped.destinations()).isEmpty();
        assertThat(shipped.store()).isEqualTo("file:./data/{name}");
    }

    @Test
    void remarksAreTheDefaults() throws IOException {
        String text = Files.readString(SHIPPED).lines()
                .filter(line -> !line.startsWith("##") && !line.startsWith("# SPDX"))
                .map(line -> line.startsWith("#") ? line.substring(1) : line)
                .collect(Collectors.joining("\n", "", "\n"));
        ServerSettings settings = Places.settings(Files.writeString(folder.resolve("tern.yaml"), text));
        assertThat(text).contains("name: ternmq", "drain-millis");
        assertThat(settings).isEqualTo(defaultsBut(settings));
        assertThat(settings.destinations()).isEqualTo(Map.of("#", DestinationPolicy.DEFAULT));
    }
}
