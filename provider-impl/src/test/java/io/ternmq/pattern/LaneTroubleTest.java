// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes whose executor has too few threads, refuses or forgets. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneTroubleTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Channel OTHERS = Channel.queue("others");

    private final PatternStage stage = new PatternStage();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor single =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

    @AfterEach
    void end() {
        single.shutdownNow();
        stage.close();
    }

    /** What a listener may throw besides. */
    private interface Reading {

        void read(String text) throws JMSException;
    }

    private Workers.Lane drive(Executor executor, int occupiable, Channel queue, Reading reading) throws JMSException {
        Session session = stage.tools.session(Session.SESSION_TRANSACTED);
        MessageListener listener = message -> {
            try {
                reading.read(message.getBody(String.class));
                session.commit();
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        };
        Workforce workforce = new Workforce(executor, occupiable, stage.threads, LONG);
        return stage.tools.keep(
                workforce.drive(session, session.createConsumer(session.createQueue(queue.name())), listener));
    }

    private @Nullable String next() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void leavesTheThreadToOthersWhileItIsPaused() throws Exception {
        Workers.Lane paused = drive(single, 0, PatternStage.ORDERS, seen::add);
        drive(single, 0, OTHERS, seen::add);
        paused.pause();

        stage.send(Outgoing.to(PatternStage.ORDERS).body("for the paused one"));
        passAMarker();
        stage.send(Outgoing.to(OTHERS).body("for the other"));

        assertThat(next()).isEqualTo("for the other");
        paused.resume();
        assertThat(next()).isEqualTo("for the paused one");
    }

    /** What was sent before has been on its way for as long as this takes. */
    private void passAMarker() throws Exception {
        stage.send(Outgoing.to(Channel.queue("marker")).body("sent after"));
        assertThat(stage.receive("marker").getBody(String.class)).isEqualTo("sent after");
    }

    @Test
    void isClosedByTheOnlyThreadThatCouldHandleItsNextMessage() throws Exception {
        CompletableFuture<Workers.Lane> other = new CompletableFuture<>();
        CompletableFuture<Void> handedOver = new CompletableFuture<>();
        drive(single, 0, PatternStage.ORDERS, text -> {
            handedOver.join();
            other.join().close();
            seen.add(text);
        });
        other.complete(drive(
                task -> {
                    single.execute(task);
                    handedOver.complete(null);
                },
                0,
                OTHERS,
                seen::add));

        stage.send(Outgoing.to(PatternStage.ORDERS).body("close the other"));
        awaitActive();
        stage.send(Outgoing.to(OTHERS).body("waits for the thread"));

        assertThat(next()).isEqualTo("close the other");
        assertThat(stage.receive(OTHERS.name()).getBody(String.class)).isEqualTo("waits for the thread");
    }

    private void awaitActive() {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (single.getActiveCount() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(single.getActiveCount()).isOne();
    }

    @Test
    void losesNothingWhenTheExecutorRefuses() throws Exception {
        AtomicBoolean refused = new AtomicBoolean();
        drive(
                task -> {
                    if (refused.compareAndSet(false, true)) {
                        throw new RejectedExecutionException("too busy");
                    }
                    stage.threads.execute(task);
                },
                0,
                PatternStage.ORDERS,
                seen::add);

        stage.send(Outgoing.to(PatternStage.ORDERS).body("refused at first"));
        stage.send(Outgoing.to(PatternStage.ORDERS).body("taken"));

        assertThat(next()).isEqualTo("refused at first");
        assertThat(next()).isEqualTo("taken");
    }

    @Test
    void isClosedThoughTheExecutorForgetsWhatItIsGiven() throws Exception {
        CompletableFuture<Void> handedOver = new CompletableFuture<>();
        Workers.Lane lane = drive(task -> handedOver.complete(null), 0, PatternStage.ORDERS, seen::add);
        stage.send(Outgoing.to(PatternStage.ORDERS).body("forgotten"));
        handedOver.get(LONG.toSeconds(), TimeUnit.SECONDS);

        lane.close();

        assertThat(stage.receive("orders").getBody(String.class)).isEqualTo("forgotten");
    }
}
