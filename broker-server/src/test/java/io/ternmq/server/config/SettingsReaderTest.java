// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.MemoryStorePolicy;
import io.ternmq.api.policy.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that come out of a file, of environment variables and of system properties. */
class SettingsReaderTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();

    private ServerSettings read(String... lines) throws IOException {
        Path file = folder.resolve("tern.yaml");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return new SettingsReader(environment, properties).read(file);
    }

    private String refusal(String... lines) {
        ProviderException refused = catchThrowableOfType(ProviderException.class, () -> read(lines));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SETTING);
        return String.valueOf(refused.getMessage()).replace(folder + "/", "");
    }

    @Test
    void nothingWrittenMeansEveryDefault() throws IOException {
        ServerSettings defaults = ServerSettings.defaults();
        assertThat(read("")).isEqualTo(defaults);
        assertThat(read("# a remark")).isEqualTo(defaults);
        assertThat(read("broker:", "http: {}", "acceptors: []", "name:")).isEqualTo(defaults);
        assertThat(new SettingsReader(environment, properties).read(null)).isEqualTo(defaults);
    }

    @Test
    void everyKindOfValueIsTaken() throws IOException {
        ServerSettings settings = read(
                "name: orders",
                "store: memory",
                "broker:",
                "  duplicate-window-ids: 7",
                "destinations:",
                "  orders.#:",
                "    limits: {max-messages: 10, full-policy: drop-oldest}",
                "    redelivery: {delay-multiplier: 2.5}",
                "    auto-create: false",
                "  'plain':",
                "    dead-letter-address: graveyard",
                "acceptors:",
                "  - port: 0",
                "    login: {max-pending: 3}",
                "  - host: 0.0.0.0",
                "    port: 61617",
                "    tls: {key-store: conf/broker.p12, key-store-password: 0123, client-certificate: none}",
                "logging: {level: debug, format: json, loggers: {io.netty: warning}}",
                "shutdown: {drain-millis: 1}");
        assertThat(settings.name()).isEqualTo("orders");
        assertThat(settings.storePolicy()).isInstanceOf(MemoryStorePolicy.class);
        assertThat(settings.broker()).isEqualTo(BrokerPolicy.defaults().withDuplicateWindowIds(7));
        DestinationPolicy orders = settings.destinations().get("orders.#");
        assertThat(orders.limits().maxMessages()).isEqualTo(10);
        assertThat(orders.limits().fullPolicy()).isEqualTo(FullPolicy.DROP_OLDEST);
        assertThat(orders.redelivery().delayMultiplier()).isEqualTo(2.5);
        assertThat(orders.redelivery().maxDeliveryAttempts()).isEqualTo(10);
        assertThat(orders.autoCreate()).isFalse();
        assertThat(settings.destinations().get("plain"))
                .isEqualTo(DestinationPolicy.DEFAULT.withDeadLetterAddress("graveyard"));
        assertThat(settings.acceptors()).hasSize(2);
        assertThat(settings.acceptors().get(0).port()).isZero();
        assertThat(settings.acceptors().get(0).tls()).isNull();
        assertThat(settings.acceptors().get(0).login().maxPending()).isEqualTo(3);
        assertThat(settings.acceptors().get(1).tls())
                .isEqualTo(TlsPolicy.of(Path.of("conf/broker.p12"), "0123"));
        assertThat(settings.process().logging().level()).isEqualTo(LoggingPolicy.Level.DEBUG);
        assertThat(settings.process().logging().format()).isEqualTo(LoggingPolicy.Format.JSON);
        assertThat(settings.process().logging().loggers())
                .isEqualTo(Map.of("io.netty", LoggingPolicy.Level.WARNING));
        assertThat(settings.process().shutdown().drainMillis()).isEqualTo(1);
    }

    @Test
    void environmentOverridesFileAndSystemPropertyOverridesBoth() throws IOException {
        environment.put("TERN_HTTP_PORT", "1111");
        environment.put("TERN_NAME", "from-environment");
        environment.put("TERN_ACCEPTORS_0__PORT", "2222");
        environment.put("TERN_DESTINATIONS__ORDERS____LIMITS_MAX_MESSAGES", "4");
        properties.setProperty("tern.name", "from-property");
        properties.setProperty("tern.destinations.audit.auto-create", "false");
        ServerSettings settings = read(
                "name: from-file", "http: {port: 3}", "acceptors:", "  - host: localhost",
                "destinations: {orders.#: {limits: {max-messages: 3}}}");
        assertThat(settings.name()).isEqualTo("from-property");
        assertThat(settings.http().port()).isEqualTo(1111);
        assertThat(settings.acceptors())
                .containsExactly(AcceptorPolicy.DEFAULT.withAddress("localhost", 2222));
        assertThat(settings.destinations().get("orders.#").limits().maxMessages()).isEqualTo(4);
        assertThat(settings.destinations().get("audit").autoCreate()).isFalse();
    }

    @Test
    void accessIsWhatTheFileSays() throws IOException {
        ServerSettings settings = read(
                "security:",
                "  users: conf/users",
                "  allow-plain: true",
                "  certificates:",
                "    - {subject: 'CN=orders, O=Example', user: orders, roles: [clerk, 'a,b']}",
                "    - {subject: CN=audit, user: audit}",
                "  permissions:",
                "    - {pattern: orders.#, role: clerk, actions: [send, consume]}",
                "    - {pattern: '#', role: '*', actions: browse}");
        AccessSettings access = settings.security();
        assertThat(access.users()).isEqualTo(Path.of("conf/users"));
        assertThat(access.certificates()).containsExactly(
                new CertificateOwner("CN=orders, O=Example", "orders", Set.of("clerk", "a,b")),
                new CertificateOwner("CN=audit", "audit", Set.of()));
        assertThat(access.policy().allowPlain()).isTrue();
        assertThat(access.policy().allowAnonymous()).isFalse();
        assertThat(access.policy().permissions()).containsExactly(
                Permission.of("orders.#", "clerk", Action.SEND, Action.CONSUME),
                Permission.of("#", Permission.EVERYBODY, Action.BROWSE));
        assertThat(refusal("security: {permissions: [{pattern: a, role: b, actions: [sedn]}]}"))
                .contains("must be one of send, consume, browse, create, manage, but is 'sedn'");
        assertThat(refusal("security: {permissions: [{pattern: a, actions: [send]}]}"))
                .contains("security.permissions[0].role is missing");
        assertThat(refusal("security: {permissions: [{pattern: a, role: b, actions: []}]}"))
                .contains("security.permissions[0]").contains("name an action");
        assertThat(refusal("security: {users: a, jaas: b}")).contains("users and jaas are both given");
    }

    @Test
    void environmentAloneIsEnough() {
        environment.put("TERN_ACCEPTORS_0__HOST", "0.0.0.0");
        environment.put("TERN_STORE", "memory");
        ServerSettings settings = new SettingsReader(environment, properties).read(null);
        assertThat(settings.acceptors()).containsExactly(AcceptorPolicy.DEFAULT.withAddress("0.0.0.0", 61_616));
        assertThat(settings.store()).isEqualTo("memory");
    }

    @Test
    void passwordComesFromVariableOrFileAndIsNotShown() throws IOException {
        Files.writeString(folder.resolve("secret"), "from file\n");
        environment.put("KEY_PASSWORD", "from variable");
        ServerSettings settings = read(
                "acceptors:",
                "  - tls:",
                "      key-store: a.p12",
                "      key-store-password: ${KEY_PASSWORD}",
                "      trust-store: b.p12",
                "      trust-store-password: ${file::" + folder.resolve("secret") + "}",
                "store: jdbc:postgresql://db/tern?password=${KEY_PASSWORD}");
        TlsPolicy tls = settings.acceptors().get(0).tls();
        assertThat(tls).isNotNull();
        assertThat(tls.keyStorePassword()).isEqualTo("from variable");
        assertThat(tls.trustStorePassword()).isEqualTo("from file");
        assertThat(settings.store()).endsWith("?password=from variable");
        assertThat(settings.toString()).doesNotContain("from variable").doesNotContain("from file");
    }

    @Test
    void unknownKeysAreRefusedWithTheirLineAndASuggestion() {
        assertThat(refusal("name: a", "broker:", "  max-memory-byte: 5"))
                .contains("tern.yaml:3: there is no key 'broker.max-memory-byte'; did you mean"
                        + " 'broker.max-memory-bytes'?");
        assertThat(refusal("broker: {maxMemoryBytes: 5}")).contains("did you mean 'broker.max-memory-bytes'?");
        assertThat(refusal("drain-millis: 5")).contains("did you mean 'shutdown.drain-millis'?");
        assertThat(refusal("heartbeat-millis: 5")).contains("did you mean 'acceptors[0].heartbeat-millis'?");
        assertThat(refusal("shutdown: {xyzzy: 5}")).contains("the keys of shutdown are drain-millis");
    }

    @Test
    void variablesThatAreNoSettingsAreFound() {
        for (String name : List.of("TERN_HTTP_PORT", "TERN_NAME", "TERN_ACCEPTORS_0__LOGIN_MAX_PENDING", "TERN_BROKER",
                "TERN_DESTINATIONS__ORDERS____AUTO_CREATE", "TERN_SECURITY_PERMISSIONS_0__ACTIONS", "PATH",
                "TERN_SECURITY_PERMISSIONS_0__ACTIONS_1_", "TERN_SHUTDOWN_DRAIN_MILLIS", "TERN_HTTP_TLS_KEY_STORE",
                "TERN_HTTP_PROT", "TERN_ACCEPTORS_PORT", "TERN_SERVICE_HOST")) {
            environment.put(name, "x");
        }
        assertThat(new SettingsReader(environment, properties).unknownVariables())
                .containsExactly("TERN_ACCEPTORS_PORT", "TERN_HTTP_PROT", "TERN_SERVICE_HOST");
    }

    @Test
    void unknownSystemPropertyIsRefused() {
        properties.setProperty("tern.http.prot", "5");
        assertThat(refusal("name: a"))
                .contains("system property tern.http.prot: there is no key 'http.prot'; did you mean 'http.port'?");
    }

    @Test
    void wrongTypesSayWhatIsAllowed() {
        assertThat(refusal("http: {port: many}"))
                .contains("tern.yaml:1: http.port must be a whole number up to 2147483647, but is 'many'");
        assertThat(refusal("destinations: {a: {auto-create: maybe}}"))
                .contains("destinations.a.auto-create must be true or false, but is 'maybe'");
        assertThat(refusal("logging: {level: loud}"))
                .contains("logging.level must be one of off, error, warning, info, debug, trace, but is 'loud'");
        assertThat(refusal("http: 8161")).contains("http is a section with keys").contains("not one value");
        assertThat(refusal("acceptors: {port: 1}")).contains("acceptors is a list");
        assertThat(refusal("name: {port: 1}")).contains("name is one value; it has no key 'port'");
        assertThat(refusal("acceptors: 61616")).contains("acceptors is a list");
    }

    @Test
    void rangesAreThoseOfTheRecords() {
        assertThat(refusal("http: {port: 70000}"))
                .contains("tern.yaml:1: http.port must be from 0 to 65535, but is 70000");
        assertThat(refusal("destinations:", "  a.b:", "    limits:", "      max-messages: 0"))
                .contains("tern.yaml:4: destinations.\"a.b\".limits.max-messages must be 1 or more, or -1 for no limit,"
                        + " but is 0");
        assertThat(refusal("name: ' '")).contains("name must not be blank");
        assertThat(refusal("store: nowhere")).contains("tern.yaml:1: store: A store is memory");
    }

    @Test
    void allErrorsAreToldAtOnceInTheOrderOfTheFile() {
        environment.put("TERN_SHUTDOWN_DRAIN_MILLIS", "-1");
        String refusal = refusal(
                "nmae: a",
                "http: {port: many}",
                "broker:",
                "  max-memory-bytes: 5",
                "  checkpoint-idle-millis: 1",
                "acceptors:",
                "  - login:",
                "      max-pending: 0",
                "      timeout-millis: 0",
                "    max-connections: 0");
        assertThat(refusal.lines().skip(1).map(String::strip)).satisfiesExactly(
                line -> assertThat(line).isEqualTo("environment variable TERN_SHUTDOWN_DRAIN_MILLIS:"
                        + " shutdown.drain-millis must be 0 or more, but is -1"),
                line -> assertThat(line).startsWith("tern.yaml:1: there is no key 'nmae'; did you mean 'name'?"),
                line -> assertThat(line).startsWith("tern.yaml:2: http.port"),
                line -> assertThat(line).startsWith("tern.yaml:4: broker.max-memory-bytes must be 1048576 or more"),
                line -> assertThat(line).startsWith("tern.yaml:5: broker.checkpoint-idle-millis must be 100 or more"),
                line -> assertThat(line).startsWith("tern.yaml:8: acceptors[0].login.max-pending must be 1 or more"),
                line -> assertThat(line).startsWith("tern.yaml:9: acceptors[0].login.timeout-millis"));
        assertThat(refusal).startsWith("The configuration has 7 errors:");
    }

    @Test
    void whatContradictsItselfIsToldOfTheSection() {
        assertThat(refusal(
                        "acceptors:",
                        "  - port: 0",
                        "    tls:",
                        "      key-store: a",
                        "      key-store-password: b",
                        "      client-certificate: required"))
                .contains("acceptors[0].tls").contains("trust-store has to name their authorities");
        String both = refusal(
                "http: {tls: {key-store: a, key-store-password: b, trust-store: c, client-certificate: required,",
                "  reload-millis: 1}}");
        assertThat(both).contains("The configuration has one error:")
                .contains("tern.yaml:2: http.tls.reload-millis must be 100 or more, but is 1");
    }

    @Test
    void whatASectionNeedsIsNamed() {
        assertThat(refusal("http: {tls: {reload-millis: 500}}"))
                .contains("http.tls.key-store is missing").contains("http.tls.key-store-password is missing");
    }

    @Test
    void brokenFilesAreRefusedWithTheirLine() {
        assertThat(refusal("name: a", "http: [", "  x: {")).contains("this is no YAML");
        assertThat(refusal("- a")).contains("the file holds keys with values");
        assertThat(refusal("name: a", "name: b")).contains("tern.yaml:2: name stands in line 1 already");
        assertThat(refusal("? [a]", ": b")).contains("a key is a word");
        assertThat(refusal("broker: &x", "  a: *x")).contains("nested too deeply");
        assertThat(refusal("name: ${NO_SUCH_VARIABLE}")).contains("tern.yaml:1: name refers to something that is not");
    }

    @Test
    void missingFileIsNamed() {
        ProviderException refused = catchThrowableOfType(
                ProviderException.class,
                () -> new SettingsReader(environment, properties).read(folder.resolve("nowhere.yaml")));
        assertThat(refused).hasMessageContaining("nowhere.yaml: there is no such file");
    }

    @Test
    void secretsAreNotQuotedWhenTheyAreWrong() {
        environment.put("SECRET", "hunter2");
        assertThat(refusal("store: jdbcx:postgresql://db/tern?password=${SECRET}")).doesNotContain("hunter2");
    }
}
