// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.PasswordFile;
import io.ternmq.api.spi.ScramCredential;
import io.ternmq.ra.Alarms;
import io.ternmq.ra.Login;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TernResourceAdapterTest {

    private final TestServer server = new TestServer();
    private String name;

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    TernResourceAdapterTest() {}

    @BeforeEach
    void nameTheBroker(TestInfo info) {
        name = "ra-" + info.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void stopAll() {
        server.close();
        assertThat(Broker.find(name)).as("a broker that the adapters have left behind").isEmpty();
    }

    private TernResourceAdapter embedded() {
        TernResourceAdapter adapter = new TernResourceAdapter();
        adapter.setUrl("vm://" + name);
        adapter.setDataDirectory(data.toString());
        return adapter;
    }

    private static XAJMSContext connect(TernResourceAdapter adapter) throws ResourceException {
        return adapter.connections(null).createXAContext();
    }

    @Test
    void startsTheBrokerWithTheServerAndStopsItWithTheLastAdapter() throws Exception {
        TernResourceAdapter first = server.start(embedded());
        assertThat(Broker.find(name)).isPresent();
        TernResourceAdapter second = server.start(embedded());
        server.stop(first);
        assertThat(Broker.find(name)).isPresent();
        try (XAJMSContext context = connect(second)) {
            assertThat(context.getMetaData().getJMSMajorVersion()).isEqualTo(3);
        }
        server.stop(second);
        assertThat(Broker.find(name)).isEmpty();
    }

    @Test
    void keepsMessagesOverARestart() throws Exception {
        TernResourceAdapter adapter = server.start(embedded());
        try (JMSContext context = new TernConnectionFactory("vm://" + name).createContext()) {
            context.createProducer().send(context.createQueue("orders"), "kept");
        }
        server.stop(adapter);
        assertThat(data.resolve(name)).isDirectory();
        server.start(adapter);
        try (JMSContext context = new TernConnectionFactory("vm://" + name).createContext()) {
            assertThat(context.createConsumer(context.createQueue("orders")).receiveBody(String.class, 5_000))
                    .isEqualTo("kept");
        }
    }

    @Test
    void leavesABrokerAloneThatAProgramHasStarted() throws Exception {
        try (Broker broker = Broker.builder()
                .name(name)
                .store(StorePolicy.memory())
                .start()) {
            TernResourceAdapter adapter = server.start(embedded());
            try (XAJMSContext context = connect(adapter)) {
                assertThat(context.getClientID()).isNull();
            }
            server.stop(adapter);
            assertThat(Broker.find(name)).containsSame(broker);
            assertThat(data.resolve(name)).doesNotExist();
        }
    }

    @Test
    void readsTheSettingsOfTheBroker() throws Exception {
        Path file = Files.writeString(data.resolve("broker.properties"), """
                store = memory
                broker.max-memory-bytes = 2097152
                destinations.orders.#.redelivery.max-delivery-attempts = 3
                destinations.orders.#.limits.full-policy = drop-oldest
                destinations.events.stream.max-events = 100
                security.permissions[0].pattern = #
                security.permissions[0].role = *
                security.permissions[0].actions = send, consume, create
                """);
        TernResourceAdapter adapter = embedded();
        adapter.setBrokerConfig(file.toString());
        server.start(adapter);
        assertThat(Broker.find(name)).isPresent();
        assertThat(data.resolve(name)).doesNotExist();
        try (XAJMSContext context = connect(adapter)) {
            assertThat(context.createQueue("orders.new").getQueueName()).isEqualTo("orders.new");
        }
    }

    @Test
    void startsABrokerThatWasLostOnceMoreByItsSettings() throws Exception {
        Path file = Files.writeString(data.resolve("broker.properties"), "store = memory\n");
        TernResourceAdapter adapter = embedded();
        adapter.setBrokerConfig(file.toString());
        server.start(adapter);
        Broker.find(name).orElseThrow().close();
        connect(adapter).close();
        assertThat(Broker.find(name)).as("it does not end with its last connection").isPresent();
        assertThat(data.resolve(name)).as("the store of a broker without settings").doesNotExist();
        server.stop(adapter);
        assertThat(Broker.find(name)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItsStartDiesOfAnError() throws Exception {
        List<Timer> timers = new ArrayList<>();
        assertThatThrownBy(() -> embedded().start(unlinked(timers))).isInstanceOf(NoClassDefFoundError.class);
        for (Timer timer : timers) {
            assertThatThrownBy(() -> timer.schedule(nothing(), 0)).as("a timer that goes on")
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(Broker.find(name)).isEmpty();
    }

    /** A server whose registry of transactions misses classes. */
    private BootstrapContext unlinked(List<Timer> timers) {
        return (BootstrapContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BootstrapContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getTransactionSynchronizationRegistry")) {
                        throw new NoClassDefFoundError("some/Registry");
                    }
                    Object answer = method.invoke(server, arguments);
                    if (answer instanceof Timer timer) {
                        timers.add(timer);
                    }
                    return answer;
                });
    }

    private static TimerTask nothing() {
        return new TimerTask() {
            @Override
            public void run() {
                // never due
            }
        };
    }

    @Test
    void knowsTheUsersThatTheSettingsOfTheBrokerName() throws Exception {
        Path users = data.resolve("users");
        assertThat(PasswordFile.edit(users, ScramCredential.LEAST_ITERATIONS)
                        .add("ann", "secret".toCharArray(), Set.of("staff")))
                .as("a new user")
                .isTrue();
        Path file = Files.writeString(
                data.resolve("broker.properties"),
                "security.users = " + users.toString().replace("\\", "/") + "\n"
                        + "security.permissions[0].pattern = #\n"
                        + "security.permissions[0].role = staff\n"
                        + "security.permissions[0].actions = send, create, manage\n");
        TernResourceAdapter adapter = embedded();
        adapter.setBrokerConfig(file.toString());
        adapter.setUser("ann");
        adapter.setPassword("secret");
        server.start(adapter);
        Login login = adapter.login();
        XAConnectionFactory factory = adapter.connections(null);
        try (XAJMSContext context = factory.createXAContext(login.user(), login.password())) {
            assertThat(context.getTransacted()).isTrue();
        }
        assertThatThrownBy(() -> factory.createXAContext("ann", "wrong"))
                .isInstanceOf(JMSSecurityRuntimeException.class);
        assertThat(adapter.getXAResources(null)[0].recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void saysWhichSettingOfTheBrokerIsWrong() throws Exception {
        Path file = data.resolve("broker.properties");
        TernResourceAdapter adapter = embedded();
        adapter.setBrokerConfig(file.toString());
        assertThatThrownBy(() -> server.start(adapter))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("brokerConfig")
                .hasMessageContaining("must be a file of properties");
        Files.writeString(file, "acceptors[0].port = 61616\n");
        assertThatThrownBy(() -> server.start(adapter))
                .hasMessageContaining("acceptors[0].port")
                .hasMessageContaining("broker.(max-memory-bytes|");
        Files.writeString(file, "destinations.a.limits.full-policy = sometimes\n");
        assertThatThrownBy(() -> server.start(adapter))
                .hasMessageContaining("limits.full-policy is one of page, block, fail, drop-oldest, not 'sometimes'");
        Files.writeString(file, "broker.max-memory-bytes = much\n");
        assertThatThrownBy(() -> server.start(adapter))
                .hasMessageContaining("max-memory-bytes is a number, not 'much'");
        assertThat(Broker.find(name)).isEmpty();
    }

    @Test
    void refusesPropertiesThatMakeNoSenseAndNamesThem() {
        TernResourceAdapter adapter = embedded();
        adapter.setUrl("http://somewhere?password=secret");
        adapter.setPassword("secret");
        adapter.setBrokerConfig("broker.properties");
        assertThatThrownBy(() -> server.start(adapter))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasCauseInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("Property url is 'http://somewhere'; it must be vm://<name>")
                .hasMessageContaining("Property user is not set; it must be the name of the user")
                .hasMessageContaining("Property brokerConfig is 'broker.properties'; it must be left out")
                .hasMessageNotContaining("secret");
        adapter.setBrokerConfig(null);
        adapter.setPassword(null);
        for (String wrong : new String[] {"vm://", "tcp://host?colour=red", "orders", "vm://a/b"}) {
            adapter.setUrl(wrong);
            assertThatThrownBy(() -> server.start(adapter)).as(wrong).hasMessageContaining("Property url is");
        }
    }

    @Test
    void refusesASecondPlanForOneBroker() throws Exception {
        server.start(embedded());
        TernResourceAdapter other = embedded();
        other.setDataDirectory(data.resolve("elsewhere").toString());
        assertThatThrownBy(() -> server.start(other))
                .hasMessageContaining("was started by another adapter with dataDirectory '" + data)
                .hasMessageContaining("another name in its url");
    }

    @Test
    void tellsASecondDeploymentWhatToSetWhenBothKeepTheirMessagesInOnePlace() throws Exception {
        server.start(embedded());
        try (SeparateLoader deployment = SeparateLoader.open()) {
            assertThatThrownBy(() -> server.start(separate(deployment, data)))
                    .hasMessageContaining("set dataDirectory of this adapter to a directory of its own");
            ResourceAdapter apart = server.start(separate(deployment, data.resolve("apart")));
            assertThat(data.resolve("apart").resolve(name)).isDirectory();
            server.stop(apart);
        }
    }

    @Test
    void givesItsFilesUpToTheNextDeploymentWhenItStops() throws Exception {
        for (int i = 0; i < 3; i++) {
            TernResourceAdapter before = server.start(embedded());
            connect(before).close();
            server.stop(before);
            try (SeparateLoader deployment = SeparateLoader.open()) {
                ResourceAdapter after = server.start(separate(deployment, data));
                assertThat(data.resolve(name)).isDirectory();
                server.stop(after);
            }
        }
    }

    private ResourceAdapter separate(SeparateLoader deployment, Path directory) throws Exception {
        Class<?> type = deployment.loadClass(TernResourceAdapter.class.getName());
        assertThat(type).isNotSameAs(TernResourceAdapter.class);
        Object adapter = type.getConstructor().newInstance();
        type.getMethod("setUrl", String.class).invoke(adapter, "vm://" + name);
        type.getMethod("setDataDirectory", String.class).invoke(adapter, directory.toString());
        return (ResourceAdapter) adapter;
    }

    @Test
    void startsBrokersBesideItsOwnAndStopsThemToo() throws Exception {
        TernResourceAdapter adapter = server.start(embedded());
        String beside = name + "-beside";
        try (XAJMSContext context = adapter.connections("vm://" + beside).createXAContext()) {
            assertThat(context.getClientID()).isNull();
            assertThat(data.resolve(beside)).isDirectory();
        }
        assertThat(Broker.find(beside)).isPresent();
        server.stop(adapter);
        assertThat(Broker.find(beside)).isEmpty();
    }

    @Test
    void startsWithoutTheBrokerThatRunsElsewhere() throws Exception {
        TernResourceAdapter adapter = new TernResourceAdapter();
        adapter.setUrl("tcp://127.0.0.1:1?connectTimeoutMillis=200");
        server.start(adapter);
        assertThatThrownBy(() -> connect(adapter)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void connectsNobodyWhileItDoesNotRun() throws Exception {
        TernResourceAdapter adapter = embedded();
        assertThatThrownBy(() -> connect(adapter))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class)
                .hasMessageContaining("does not run");
        server.start(adapter);
        assertThatThrownBy(() -> adapter.start(server)).hasMessageContaining("runs already");
        server.stop(adapter);
        assertThatThrownBy(() -> connect(adapter)).hasMessageContaining("does not run");
        assertThatThrownBy(adapter::workManager).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void setsAlarmsOffOnTheServersTimerUntilItStops() throws Exception {
        TernResourceAdapter adapter = server.start(embedded());
        CountDownLatch rung = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Runnable cancel = adapter.alarms().after(0, cancelled::countDown);
        adapter.alarms().after(0, () -> {
            throw new IllegalStateException("a task that fails");
        });
        adapter.alarms().after(1, rung::countDown);
        assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        cancel.run();
        Alarms alarms = adapter.alarms();
        server.stop(adapter);
        CountDownLatch never = new CountDownLatch(1);
        alarms.after(0, never::countDown).run();
        assertThat(never.getCount()).isOne();
    }

    @Test
    void isEqualToAnotherWithTheSamePropertiesAndCanBeWritten() throws Exception {
        TernResourceAdapter adapter = server.start(embedded());
        assertThat(adapter).isEqualTo(embedded()).hasSameHashCodeAs(embedded());
        TernResourceAdapter other = embedded();
        other.setUser("ann");
        assertThat(other).isNotEqualTo(adapter);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(adapter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(adapter);
        }
    }
}
