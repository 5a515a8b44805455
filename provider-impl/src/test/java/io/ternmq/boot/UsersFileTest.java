// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.server.Broker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of brokers that a URI starts. */
@ResourceLock(UsersFile.PROPERTY)
class UsersFileTest {

    private final TernConnectionFactory factory = new TernConnectionFactory("vm://users-file");

    @TempDir
    private Path directory;

    @AfterEach
    void forget() {
        System.clearProperty(UsersFile.PROPERTY);
    }

    @Test
    void onlyItsUsersGetThroughWhoeverComesFirst() throws Exception {
        name(write("ann = sécret\nbob=b=b\n"));

        assertThatThrownBy(() -> factory.createConnection("eve", "x")).isInstanceOf(JMSSecurityException.class);
        assertThat(Broker.find("users-file")).as("stops after the refusal").isEmpty();
        try (Connection first = factory.createConnection("ann", "sécret")) {
            assertThat(first.getClientID()).isNull();
            factory.createConnection("bob", "b=b").close();
            factory.createConnection().close();
            assertThatThrownBy(() -> factory.createConnection("bob", "b")).isInstanceOf(JMSSecurityException.class);
        }
    }

    @Test
    void withoutThePropertyNamesAreNotChecked() throws Exception {
        factory.createConnection("eve", "x").close();
        assertThat(UsersFile.named()).isNull();
    }

    @Test
    void aBrokerThatWasDescribedIsNotConcerned() throws Exception {
        name(write("ann=secret"));
        try (Broker described = Broker.builder().name("users-file").start()) {
            factory.createConnection("eve", "x").close();
            assertThat(described.name()).isEqualTo("users-file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody\n", "ann", "ann=", "=secret", "ann=secret\\u12"})
    void aFileThatMakesNoSenseOpensNoDoor(String content) throws Exception {
        assertRefused(write(content));
    }

    @Test
    void aMissingFileOpensNoDoor() {
        assertRefused(directory.resolve("missing.properties"));
        assertRefused(directory);
    }

    private void assertRefused(Path file) {
        name(file);
        assertThatThrownBy(factory::createConnection)
                .isInstanceOfSatisfying(JMSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("TERN-801"))
                .hasMessageContaining(UsersFile.PROPERTY)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret");
        assertThat(Broker.find("users-file")).isEmpty();
    }

    private Path write(String content) throws Exception {
        return Files.writeString(directory.resolve("users.properties"), content, StandardCharsets.UTF_8);
    }

    private static void name(Path file) {
        System.setProperty(UsersFile.PROPERTY, file.toString());
    }
}
