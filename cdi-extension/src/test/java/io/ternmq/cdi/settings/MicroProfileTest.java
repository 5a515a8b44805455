// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MicroProfile Config with a provider that is there. */
class MicroProfileTest {

    @TempDir
    Path directory;

    @Test
    void countsBeforeFilesAndAfterSystemProperties() throws IOException {
        Path file = Files.createDirectory(directory.resolve("META-INF")).resolve("microprofile-config.properties");
        Files.writeString(file, """
                ternmq.url=vm://config
                ternmq.user=config
                ternmq.channel.a=queue://a
                ternmq.factory.audit.url=vm://audit
                """);
        Files.writeString(directory.resolve("ternmq.properties"), "ternmq.user=file\nternmq.password=file\n");
        System.setProperty("ternmq.url", "vm://system");
        URL[] place = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(place, getClass().getClassLoader())) {
            Settings settings = Settings.over(Places.of(loader));

            assertThat(settings.endpoint("")).isEqualTo(new Endpoint("vm://system", "config", "file", null));
            assertThat(settings.channel("a")).isEqualTo("queue://a");
            assertThat(settings.factories()).isEqualTo(Set.of("audit"));
            release(ConfigProvider.getConfig(loader));
        } finally {
            System.clearProperty("ternmq.url");
        }
    }

    private static void release(Config config) {
        ConfigProviderResolver.instance().releaseConfig(config);
    }
}
