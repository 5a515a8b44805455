// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.Broker;
import io.ternmq.server.config.ServerSettings;
import io.ternmq.server.config.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Services in their order, and what is left when one of them fails. */
class TernServerTest {

    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());

    private static ServerSettings settings(String name, Map<String, String> more) {
        Properties properties = new Properties();
        properties.setProperty("tern.name", name);
        properties.setProperty("tern.store", "memory");
        properties.setProperty("tern.acceptors[0].port", "0");
        properties.setProperty("tern.http.enabled", "false");
        properties.putAll(more);
        return new SettingsReader(Map.of(), properties).read(null);
    }

    /** Writes down what happens to it. */
    private final class Noted implements Service {

        private final String name;

        Noted(String name) {
            this.name = name;
            diary.add("open " + name);
        }

        @Override
        public String description() {
            return name;
        }

        @Override
        public void drain(long millis) {
            diary.add("drain " + millis);
        }

        @Override
        public void close() {
            diary.add("close " + name);
        }
    }

    private ServiceOpener opener(String name) {
        return premises -> List.of(new Noted(name));
    }

    @Test
    void closesInReverseOrderAndTheBrokerLast() {
        TernServer server = TernServer.start(settings("order", Map.of()), List.of(opener("a"), opener("b")));
        assertThat(server.isReady()).isTrue();
        assertThat(server.descriptions()).containsExactly("a", "b");
        assertThat(Broker.find("order")).isPresent();
        server.stop(7);
        assertThat(diary).containsExactly("open a", "open b", "drain 7", "drain 7", "close b", "close a");
        assertThat(server.state()).isEqualTo(ServerState.STOPPED);
        assertThat(server.isReady()).isFalse();
        assertThat(Broker.find("order")).isEmpty();
        server.close();
        assertThat(diary).hasSize(6);
    }

    @Test
    void startThatFailsUndoesItself() {
        ServiceOpener failing = premises -> {
            throw new IOException("no such address");
        };
        assertThatThrownBy(() -> TernServer.start(settings("undone", Map.of()), List.of(opener("a"), failing)))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("no such address");
        assertThat(diary).contains("open a", "close a");
        assertThat(Broker.find("undone")).isEmpty();
    }

    @Test
    void serviceThatFailsToCloseKeepsNoOtherFromClosing() {
        ServiceOpener stubborn = premises -> List.of(new Service() {
            @Override
            public String description() {
                return "stubborn";
            }

            @Override
            public void close() {
                throw new IllegalStateException("will not close");
            }
        });
        TernServer server = TernServer.start(settings("stubborn", Map.of()), List.of(opener("a"), stubborn));
        server.stop(0);
        assertThat(diary).contains("close a");
        assertThat(Broker.find("stubborn")).isEmpty();
    }

    @Test
    void servicesSeeTheStateTheyAreOpenedIn() {
        List<ServerState> seen = new ArrayList<>();
        ServiceOpener curious = premises -> {
            seen.add(premises.state().get());
            return List.of();
        };
        try (TernServer server = TernServer.start(settings("curious", Map.of()), List.of(curious))) {
            assertThat(server.state()).isEqualTo(ServerState.READY);
        }
        assertThat(seen).containsExactly(ServerState.STARTING);
    }

    @Test
    void listensOnEveryAcceptor() throws IOException {
        ServerSettings settings = settings("listening", Map.of("tern.acceptors[1].port", "0"));
        try (TernServer server = TernServer.start(settings)) {
            assertThat(server.descriptions()).hasSize(2).allMatch(each -> each.startsWith("tcp://127.0.0.1:"));
            for (String each : server.descriptions()) {
                try (Socket client = new Socket(InetAddress.getLoopbackAddress(), URI.create(each).getPort())) {
                    assertThat(client.isConnected()).isTrue();
                }
            }
        }
    }

    @Test
    void takenPortIsOneSentenceAndLeavesNothingOpen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Map<String, String> second = Map.of("tern.acceptors[1].port", Integer.toString(port));
            assertThatThrownBy(() -> TernServer.start(settings("taken", second)))
                    .isInstanceOfSatisfying(ProviderException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                    .hasMessageContaining("127.0.0.1:" + port);
            assertThat(Broker.find("taken")).isEmpty();
        }
    }
}
