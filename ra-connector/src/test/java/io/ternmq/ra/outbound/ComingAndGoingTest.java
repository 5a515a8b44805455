// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker comes and goes while programs work. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ComingAndGoingTest extends OutboundStage {

    private static final int PROGRAMS = 3;
    private static final int CRASHES = 8;

    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final Set<String> undone = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void leavesNoConnectionBehindAndKeepsWhatWasCommitted() throws Exception {
        TestPool pool = pool(factory());
        ConnectionFactory programs = programs(pool);
        ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int program = 0; program < PROGRAMS; program++) {
                String name = "program " + program;
                all.add(threads.submit(() -> {
                    work(programs, name);
                    return null;
                }));
            }
            for (int crash = 0; crash < CRASHES; crash++) {
                int enoughForNow = committed.size() + 20;
                eventually(
                        "programs work",
                        () -> committed.size() >= enoughForNow || all.stream().anyMatch(Future::isDone));
                broker.crash();
                broker.restart();
            }
            enough.set(true);
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            enough.set(true);
            threads.shutdownNow();
        }
        eventually("lost connections are thrown away", () -> pool.created() - pool.destroyed() == pool.idle());
        assertThat(pool.busy()).isZero();
        eventually("nobody else is connected", () -> broker.management().connections().size() == pool.idle());
        Set<String> kept = new HashSet<>(drain("orders"));
        assertThat(kept).containsAll(committed).doesNotContainAnyElementsOf(undone);
    }

    private void work(ConnectionFactory programs, String name) throws Exception {
        for (int round = 0; !enough.get(); round++) {
            String text = name + " order " + round;
            transactions.begin();
            boolean sent = send(programs, text);
            if (!sent || round % 3 == 0) {
                rollBack(text);
            } else {
                commit(text);
            }
        }
    }

    private static boolean send(ConnectionFactory programs, String text) {
        try (JMSContext context = programs.createContext()) {
            context.createProducer().send(context.createQueue("orders"), text);
            return true;
        } catch (JMSRuntimeException down) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            return false;
        }
    }

    /** A branch whose connection is lost is rolled back by the broker. */
    private void rollBack(String text) {
        try {
            transactions.rollback();
        } catch (SystemException lost) {
            assertThat(committed).doesNotContain(text);
        }
        undone.add(text);
    }

    /** What fails may have been committed all the same: the answer was lost. */
    private void commit(String text) throws HeuristicMixedException {
        try {
            transactions.commit();
            committed.add(text);
        } catch (RollbackException notKnown) {
            assertThat(committed).doesNotContain(text);
        }
    }
}
