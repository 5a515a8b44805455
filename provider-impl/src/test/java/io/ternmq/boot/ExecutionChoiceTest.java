// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.TraceMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ExecutionChoiceTest {

    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger(ExecutionChoice.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
    }

    @AfterEach
    void end() {
        logger.removeHandler(handler);
        TestNaming.unbind();
    }

    private static ExecutionChoice choose(Execution execution) {
        return ExecutionChoice.of(new MessagingSettings(
                new TernConnectionFactory("vm://unused"),
                null,
                null,
                execution,
                null,
                null,
                TraceMode.OFF,
                Duration.ofSeconds(1)));
    }

    private static Thread threadOf(ExecutionChoice choice) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        choice.workers().run(() -> thread.complete(Thread.currentThread()));
        Thread found = thread.get(20, TimeUnit.SECONDS);
        choice.end();
        return found;
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void detectsThatThereIsNeitherContainerNorVirtualThreads() throws Exception {
        assertThat(threadOf(choose(new Execution.Detect())).getName()).startsWith("ternmq-pattern-");
        assertThat(logged).singleElement().asString().contains("one for each consumer", "older than 21");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void detectsVirtualThreads() throws Exception {
        assertThat(threadOf(choose(new Execution.Detect())).toString()).contains("VirtualThread");
        assertThat(logged).singleElement().asString().contains("virtual threads", "21 or newer");
    }

    @Test
    void detectsTheContainersExecutorByItsName() throws Exception {
        TestNaming.bind(new OnThisThread());

        assertThat(threadOf(choose(new Execution.Detect()))).isSameAs(Thread.currentThread());
        assertThat(threadOf(choose(new Execution.Container()))).isSameAs(Thread.currentThread());
        assertThat(logged).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("java:comp/DefaultManagedExecutorService"));
    }

    @Test
    void refusesAContainerWhereThereIsNone() {
        assertThatThrownBy(() -> choose(new Execution.Container()))
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("is not bound");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void refusesVirtualThreadsOnAnOlderRuntime() {
        assertThatThrownBy(() -> choose(new Execution.Virtual()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("needs Java 21");
    }

    @Test
    void takesTheGivenExecutorAndTheCallingThread() throws Exception {
        Executor given = Runnable::run;

        assertThat(threadOf(choose(new Execution.Given(given)))).isSameAs(Thread.currentThread());
        assertThat(threadOf(choose(new Execution.SameThread()))).isSameAs(Thread.currentThread());
        assertThat(logged.get(0)).contains("the given executor");
        assertThat(logged.get(1)).contains("the thread that delivers");
    }

    @Test
    void hasNoMoreThreadsOfItsOwnThanAllowed() throws Exception {
        ExecutionChoice choice = choose(new Execution.Own(2));
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<String> third = new CompletableFuture<>();
        for (int i = 0; i < 2; i++) {
            choice.workers().run(() -> {
                busy.countDown();
                await(goOn);
            });
        }
        choice.workers().run(() -> third.complete(Thread.currentThread().getName()));
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(third).isNotDone();
        goOn.countDown();
        assertThat(third.get(20, TimeUnit.SECONDS)).isIn("ternmq-pattern-1", "ternmq-pattern-2");
        choice.end();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void opensForProgramsWithoutConnecting() {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("tcp://nowhere.invalid:1"))) {
            assertThat(messaging).isInstanceOf(OpenMessaging.class);
        }
        assertThat(logged).hasSize(1);
    }

    /** Stands for the executor of a container, which the program does not end. */
    private static final class OnThisThread extends AbstractExecutorService {

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            throw new AssertionError("it is the container's");
        }

        @Override
        public List<Runnable> shutdownNow() {
            throw new AssertionError("it is the container's");
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
