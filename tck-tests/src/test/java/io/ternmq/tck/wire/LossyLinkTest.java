// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.FileStorePolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import io.ternmq.server.net.BrokerFinder;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs on a network that fails: nothing that was acknowledged is lost, nothing comes twice without a word, and no
 * program notices. {@code -Dternmq.seeds=N} says how many runs there are, {@code -Dternmq.seed=N} runs one again; since
 * the machine's threads take part, a seed brings back the same weather and not the same moment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossyLinkTest {

    private static final int AT_A_TIME = 6;
    private static final long HEARTBEAT_MILLIS = 100;
    private static final long SEGMENT = 1 << 20;
    private static final long SHORT_MEMORY_MILLIS = 40;
    private static final long LONG_MEMORY_MILLIS = 30_000;

    @TempDir
    private Path directory;

    private final Acceptor remembering = acceptor(LONG_MEMORY_MILLIS);
    private final Acceptor forgetful = acceptor(SHORT_MEMORY_MILLIS);
    private final Acceptor forgetting = acceptor(0);
    private final ExecutorService runners = Executors.newFixedThreadPool(AT_A_TIME);

    private static Acceptor acceptor(long resumeMillis) {
        return Acceptor.start(
                AcceptorPolicy.DEFAULT
                        .withAddress("127.0.0.1", 0)
                        .withHeartbeatMillis(HEARTBEAT_MILLIS)
                        .withResumeMillis(resumeMillis),
                running());
    }

    private static BrokerFinder running() {
        return name -> BrokerRegistry.instance()
                .find(String.valueOf(name))
                .map(EmbeddedBroker::network)
                .orElseThrow(() -> new ProviderException(ErrorCode.CONNECTION_LOST, name + " does not run"));
    }

    @AfterAll
    void close() {
        runners.shutdown();
        remembering.close();
        forgetful.close();
        forgetting.close();
    }

    @Test
    void nothingIsLostAndNothingIsDoubledOnALineThatFails() throws InterruptedException {
        Long one = Long.getLong("ternmq.seed");
        long[] seeds = one != null
                ? new long[] {one}
                : LongStream.rangeClosed(1, Integer.getInteger("ternmq.seeds", 200)).toArray();
        List<Future<List<String>>> runs = new ArrayList<>();
        for (long seed : seeds) {
            runs.add(runners.submit(() -> play(seed)));
        }
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            try {
                List<String> wrong = runs.get(i).get();
                String how = "seed " + seeds[i] + " (again with -Dternmq.seed=" + seeds[i] + "): ";
                wrong.stream().limit(40).forEach(each -> findings.add(how + each));
            } catch (ExecutionException e) {
                findings.add("seed " + seeds[i] + " failed: " + e.getCause());
            }
        }
        assertThat(findings).isEmpty();
    }

    /** A program whose broker does not come back in time is told so, once, and its calls fail from then on. */
    @Test
    void theExceptionListenerIsToldOnceWhenTheTimeIsOver() throws Exception {
        String name = "lossy-given-up";
        BrokerSettings settings =
                new BrokerSettings(name, BrokerPolicy.defaults(), Map.of(), null, StorePolicy.memory());
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(settings);
                LossyProxy proxy = new LossyProxy(remembering.address(), new SplittableRandom(1))) {
            String uri = "tcp://127.0.0.1:" + proxy.port() + '/' + broker.name();
            BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
            ClientPolicy policy = Town.policy(new ReconnectPolicy(300, 5, 20));
            try (Connection connection = new TernConnectionFactory(uri, policy).createConnection();
                    Session session = connection.createSession();
                    MessageProducer producer = session.createProducer(session.createQueue("given-up"))) {
                connection.setExceptionListener(told::add);
                producer.send(session.createTextMessage("before"));
                proxy.refuse(true);
                proxy.cut();
                assertThatThrownBy(() -> producer.send(session.createTextMessage("meanwhile")))
                        .isInstanceOf(JMSException.class)
                        .hasMessageContaining("could not be mended within 300 ms");
                assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
                proxy.refuse(false);
                assertThatThrownBy(() -> producer.send(session.createTextMessage("after")))
                        .isInstanceOf(JMSException.class);
                assertThat(told.poll(500, TimeUnit.MILLISECONDS)).isNull();
            }
        }
    }

    private List<String> play(long seed) throws IOException, JMSException {
        return switch ((int) (seed % 8)) {
            case 1 -> new LossyRun(seed, LossyRun.Memory.NO_CONNECTIONS, StorePolicy.memory(), forgetting).play();
            case 5 -> new LossyRun(seed, LossyRun.Memory.NO_CONNECTIONS, StorePolicy.memory(), forgetful).play();
            case 3 -> new LossyRun(seed, LossyRun.Memory.THE_STORE, file(seed), remembering).play();
            case 7 -> new LossyRun(seed, LossyRun.Memory.THE_STORE, file(seed), forgetting).play();
            default -> new LossyRun(seed, LossyRun.Memory.ALL, StorePolicy.memory(), remembering).play();
        };
    }

    private FileStorePolicy file(long seed) {
        return StorePolicy.file(directory.resolve("store-" + seed))
                .withSegmentBytes(SEGMENT)
                .withReserveBytes(SEGMENT / 4);
    }
}
