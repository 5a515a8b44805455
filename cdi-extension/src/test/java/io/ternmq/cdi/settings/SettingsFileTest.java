// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own files. */
class SettingsFileTest {

    @TempDir
    Path directory;

    private Path classes = Path.of("");

    @BeforeEach
    void makeClassPath() throws IOException {
        classes = Files.createDirectory(directory.resolve("classes"));
    }

    private Settings read() {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(classes)}, null)) {
            return Settings.over(Places.files(directory, loader));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    @Test
    void yamlIsReadAsItIsWritten() throws IOException {
        Files.writeString(directory.resolve("tern.yaml"), """
                ternmq:
                  url: vm://yaml
                  client-id: 010
                  channel:
                    new-orders: topic://orders.new
                  factory:
                    audit: {url: vm://audit, user: ~, password: 2024-01-01}
                ternmq.stop-timeout: 5s
                regions: [eu, us]
                """);

        Settings settings = read();

        assertThat(settings.find(Key.URL)).isEqualTo("vm://yaml");
        assertThat(settings.find(Key.CLIENT_ID)).isEqualTo("010");
        assertThat(settings.channel("new-orders")).isEqualTo("topic://orders.new");
        assertThat(settings.endpoint("audit")).isEqualTo(new Endpoint("vm://audit", null, "2024-01-01", null));
        assertThat(settings.text(Key.STOP_TIMEOUT)).isEqualTo("5s");
        assertThat(settings.find("regions")).isEqualTo("eu,us");
    }

    @Test
    void yamlCountsBeforePropertiesAndDirectoryBeforeClassPath() throws IOException {
        Files.writeString(classes.resolve("ternmq.properties"), """
                ternmq.url=vm://d
                ternmq.user=d
                ternmq.password=d
                ternmq.client-id=d
                """);
        Files.writeString(directory.resolve("ternmq.properties"), """
                ternmq.url=vm://c
                ternmq.user=c
                ternmq.password=c
                """);
        Files.writeString(classes.resolve("tern.yaml"), "ternmq: {url: 'vm://b', user: b}");
        Files.writeString(directory.resolve("tern.yaml"), "ternmq: {url: 'vm://a'}");

        assertThat(read().endpoint("")).isEqualTo(new Endpoint("vm://a", "b", "c", "d"));
    }

    @Test
    void emptyFilesSayNothing() throws IOException {
        Files.writeString(directory.resolve("tern.yaml"), "# nothing\n");
        Files.writeString(directory.resolve("ternmq.properties"), "");

        assertThat(read().find(Key.USER)).isNull();
    }

    @Test
    void unknownKeysAreRefusedWithTheirFile() throws IOException {
        Files.writeString(directory.resolve("tern.yaml"), "ternmq: {listener: {enabled: false}}");
        assertThatThrownBy(this::read)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(directory.resolve("tern.yaml").toString())
                .hasMessageContaining("ternmq.listener.enabled. There are ternmq.url");
        Files.delete(directory.resolve("tern.yaml"));
        Files.writeString(classes.resolve("ternmq.properties"), "ternmq.a=1\nternmq.b=2\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining("ternmq.properties of the class path has keys that do not exist: ternmq.a,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ternmq: {url: a, url: b}             | there twice",
        "'ternmq.url: a\nternmq: {url: b}'    | there twice",
        "'a: &x {k: v}\nb: *x'                | aliases",
        "a: &x {b: *x}                        | aliases",
        "a: [b: c]                            | list of more than words",
        "a: !!java.net.URL [secret]           | tag is not allowed",
        "- a                                  | no section with keys",
        "? [a]: b                             | no word",
        "'a: {b: secret'                      | in line",
    })
    void yamlThatMakesNoSenseIsRefused(String text, String why) throws IOException {
        Files.writeString(directory.resolve("tern.yaml"), text);

        assertThatThrownBy(this::read)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @Test
    void yamlHasLimits() throws IOException {
        Files.writeString(directory.resolve("tern.yaml"), "a: " + "{a: ".repeat(40) + "b" + "}".repeat(40));
        assertThatThrownBy(this::read).isInstanceOf(ProviderException.class).hasMessageContaining("epth");
        Files.writeString(directory.resolve("tern.yaml"), "a: '" + "b".repeat(2 << 20) + "'");
        assertThatThrownBy(this::read).isInstanceOf(ProviderException.class).hasMessageContaining("limit");
    }
}
