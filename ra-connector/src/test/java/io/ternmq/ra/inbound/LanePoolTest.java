// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ServerSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LanePoolTest extends InboundStage {

    /** A delivery that gives up goes back to the broker, which may send it to this very connection again. */
    @Test
    void givesOutNoLaneAnyMoreAtTheMomentWhenWaitingEnds() throws Exception {
        List<String> made = new CopyOnWriteArrayList<>();
        Curious rest = new Curious();
        try (Connection connection = broker.connectionFactory().createConnection()) {
            Tray tray = new Tray(connection);
            LanePool pool = new LanePool(
                    server.workManager(),
                    alarms,
                    tray,
                    rest,
                    owner -> {
                        made.add("a lane");
                        throw new IllegalStateException("no session");
                    },
                    failure -> made.add(failure.getMessage()));
            pool.admit(1);
            AtomicReference<ServerSession> given = new AtomicReference<>();
            Thread asker = new Thread(() -> given.set(pool.getServerSession()), "asker");
            asker.setDaemon(true);
            rest.whenWaitingEnds = () -> {
                asker.start();
                Soon.until("the asker waits or has a lane", () -> asker.getState() == Thread.State.WAITING
                        || asker.getState() == Thread.State.TERMINATED);
            };
            pool.shut();
            assertThat(made).as("lanes of a pool that is shut").isEmpty();
            assertThat(rest.take(60_000)).as("waiting in a pool that is shut").isFalse();
            pool.turnAway();
            asker.join();
            assertThat(given.get()).isSameAs(tray);
            assertThat(made).isEmpty();
        }
    }

    /** Does something just before all waiting ends, once. */
    private static final class Curious extends Rest {

        private Runnable whenWaitingEnds = () -> {};

        @Override
        void end(boolean forAll) {
            Runnable task = whenWaitingEnds;
            if (forAll) {
                whenWaitingEnds = () -> {};
                task.run();
            }
            super.end(forAll);
        }
    }
}
