// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes with a thread of their own (some are occupiable) and lanes that hand over (none is). */
class WorkforceTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private PatternStage stage = new PatternStage();

    @AfterEach
    void end() {
        stage.close();
    }

    private void begin(int occupiable, Duration closeLimit) {
        stage.close();
        stage = new PatternStage(occupiable, closeLimit);
    }

    private Workers.Lane drive(Workers workers, MessageListener listener) throws JMSException {
        Session session = stage.tools.session(Session.SESSION_TRANSACTED);
        return stage.tools.keep(
                workers.drive(session, session.createConsumer(session.createQueue("orders")), message -> {
                    listener.onMessage(message);
                    unchecked(session::commit);
                }));
    }

    private interface Deed {

        void run() throws JMSException;
    }

    private static void unchecked(Deed deed) {
        try {
            deed.run();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private void see(Message message) {
        unchecked(() -> seen.add(message.getBody(String.class)));
    }

    private void send(String text) throws JMSException {
        stage.send(Outgoing.to(PatternStage.ORDERS).body(text));
    }

    private String next() throws InterruptedException {
        String text = seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(text).as("something is received").isNotNull();
        return String.valueOf(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void receivesOneAfterTheOther(int occupiable) throws Exception {
        begin(occupiable, LONG);
        drive(stage.tools.workers(), this::see);

        send("a");
        send("b");

        assertThat(next()).isEqualTo("a");
        assertThat(next()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void handlesNothingWhilePaused(int occupiable) throws Exception {
        begin(occupiable, LONG);
        Workers.Lane paused = drive(stage.tools.workers(), this::see);
        send("before");
        assertThat(next()).isEqualTo("before");

        paused.pause();
        send("for the paused lane");
        send("for another");
        stage.send(Outgoing.to(Channel.queue("marker")).body("sent after"));
        assertThat(stage.receive("marker").getBody(String.class)).isEqualTo("sent after");

        assertThat(seen).isEmpty();
        paused.resume();
        assertThat(next()).isEqualTo("for the paused lane");
        assertThat(next()).isEqualTo("for another");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void finishesTheMessageAtHandWhenItIsClosed(int occupiable) throws Exception {
        begin(occupiable, LONG);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Workers.Lane lane = drive(stage.tools.workers(), message -> {
            inside.countDown();
            awaitUninterrupted(goOn);
            see(message);
        });
        send("at hand");
        send("not begun");
        inside.await();

        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            unchecked(lane::close);
            closed.complete(null);
        });
        closer.setDaemon(true);
        closer.start();
        awaitWaiting(closer);
        goOn.countDown();
        closed.get(LONG.toSeconds(), TimeUnit.SECONDS);

        assertThat(next()).isEqualTo("at hand");
        assertThat(lane.ended().toCompletableFuture()).isCompleted();
        assertThat(stage.receive("orders").getBody(String.class)).isEqualTo("not begun");
    }

    /** It waits with a limit, as who closes a lane does for the message at hand. */
    private static void awaitWaiting(Thread thread) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void interruptsWhoDoesNotEndInTimeAndGivesTheMessageBack(int occupiable) throws Exception {
        begin(occupiable, Duration.ofMillis(10));
        CountDownLatch inside = new CountDownLatch(1);
        Workers.Lane lane = drive(stage.tools.workers(), message -> {
            inside.countDown();
            awaitUninterrupted(new CountDownLatch(1));
        });
        send("stuck");
        inside.await();

        lane.close();

        lane.ended().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(stage.receive("orders").getJMSRedelivered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void canBeClosedFromInside(int occupiable) throws Exception {
        begin(occupiable, LONG);
        CompletableFuture<Workers.Lane> self = new CompletableFuture<>();
        Workers.Lane lane = drive(stage.tools.workers(), message -> {
            see(message);
            unchecked(() -> self.join().close());
        });
        self.complete(lane);

        send("last");

        assertThat(next()).isEqualTo("last");
        lane.ended().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        send("late");
        assertThat(stage.receive("orders").getBody(String.class)).isEqualTo("late");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void goesOnAfterAListenerHasFailed(int occupiable) throws Exception {
        begin(occupiable, LONG);
        AtomicInteger defects = new AtomicInteger();
        drive(stage.tools.workers(), message -> {
            see(message);
            if (defects.getAndIncrement() == 0) {
                throw new IllegalStateException("defect");
            }
        });

        send("bad");
        send("good");

        assertThat(next()).isEqualTo("bad");
        assertThat(next()).as("what it has failed over comes again").isEqualTo("bad");
        assertThat(next()).isEqualTo("good");
    }

    @Test
    void tellsThatTheConnectionIsGone() throws Exception {
        Workers.Lane lane = drive(stage.tools.workers(), this::see);
        send("x");
        next();

        stage.tools.connection().close();

        CompletableFuture<Void> ended = lane.ended().toCompletableFuture();
        assertThatThrownBy(() -> ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void makesProgressInAllLanesOfTooFewThreads() throws Exception {
        BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        Executor single = work::add;
        Workforce workforce = new Workforce(single, 0, stage.threads, LONG);
        drive(workforce, this::see);
        drive(workforce, this::see);

        send("a");
        send("b");
        Runnable first = work.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        Runnable second = work.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        second.run();
        first.run();

        assertThat(seen).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void runsOnTheDeliveringThreadWhenThatIsTheExecutor() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Workforce workforce = new Workforce(Runnable::run, 0, stage.threads, LONG);

        drive(workforce, message -> thread.complete(Thread.currentThread()));
        send("x");

        assertThat(thread.get(LONG.toSeconds(), TimeUnit.SECONDS).getName()).startsWith("ternmq-");
    }
}
