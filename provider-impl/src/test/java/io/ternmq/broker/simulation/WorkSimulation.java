// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Schedules that run each second into one queue, and takers that lease from it, over crashes, checkpoints and lost
 * clients. A model of who has what is held against the broker after every step.
 */
final class WorkSimulation {

    private static final long LEASE = 2_500;
    private static final long SECOND = 1_000;
    private static final int STEPS = 250;
    private static final int SCHEDULES = 3;

    /** A taker and what it believes to have. */
    private static final class Taker {

        private final TestClient client;
        private final long handle;
        private final List<Held> held = new ArrayList<>();

        Taker(TestClient client, long handle) {
            this.client = client;
            this.handle = handle;
        }
    }

    private record Held(Event.Deliver delivery, long untilMillis) {}

    private final Random random;
    private final CoreHarness core = CoreHarness.with(
            Map.of("q", DestinationPolicy.DEFAULT.withRedelivery(new Redelivery(-1, 0, 1, 0))));
    private final List<Taker> takers = new ArrayList<>();

    /** What each message that was seen is a run of. */
    private final Map<String, String> runs = new HashMap<>();
    private final Map<String, Integer> handRuns = new HashMap<>();
    private final Set<String> finished = new HashSet<>();

    /** Of schedules that stand and make up for everything: since when, without runs by hand. */
    private final Map<String, Long> complete = new TreeMap<>();

    WorkSimulation(long seed) {
        this.random = new Random(seed);
    }

    void run() {
        for (int i = 0; i < STEPS; i++) {
            step(random.nextInt(100));
            look();
        }
        settle();
    }

    private void step(int choice) {
        if (choice < 35) {
            pass(random.nextInt(900));
        } else if (choice < 42) {
            put("s" + random.nextInt(SCHEDULES));
        } else if (choice < 45) {
            cancel("s" + random.nextInt(SCHEDULES));
        } else if (choice < 48) {
            runByHand("s" + random.nextInt(SCHEDULES));
        } else if (choice < 52) {
            join();
        } else if (choice < 97 && !takers.isEmpty()) {
            useOrLose(choice);
        } else {
            disturb(choice);
        }
    }

    private void useOrLose(int choice) {
        int which = random.nextInt(takers.size());
        if (choice < 96) {
            act(takers.get(which), random.nextInt(6));
        } else {
            takers.remove(which).client.lose();
        }
    }

    private void disturb(int choice) {
        if (choice == 97) {
            core.checkpoint();
        } else if (choice == 98) {
            core.time().skip(random.nextInt(4_000));
            crash();
        } else if (choice == 99) {
            crash();
        }
    }

    /** From alarm to alarm, so that it is known when each message has come. */
    private void pass(long millis) {
        long end = core.time().millis() + millis;
        while (core.time().nextAlarm() <= end) {
            core.time().advance(Math.max(0, core.time().nextAlarm() - core.time().millis()));
            look();
        }
        core.time().advance(end - core.time().millis());
    }

    private void crash() {
        takers.clear();
        core.restart();
    }

    private Reply ask(Request request) {
        TestClient client = core.connect();
        Reply reply = client.ask(request).get();
        client.disconnect();
        return reply;
    }

    private void put(String name) {
        Missed missed = random.nextBoolean() ? Missed.RUN_ALL : Missed.SKIP;
        FrozenMessage message = core.toQueue("q").timestampMillis(core.time().millis()).build();
        Reply reply = ask(
                new PutSchedule(new Terms(name, 0, "* * * * * *", "UTC", missed), message));
        assertThat(reply).isInstanceOf(Reply.Schedules.class);
        complete.remove(name);
        if (missed == Missed.RUN_ALL) {
            complete.put(name, core.time().millis());
        }
    }

    private void cancel(String name) {
        ask(new CancelSchedule(name));
        complete.remove(name);
    }

    private void join() {
        TestClient client = core.connect();
        takers.add(new Taker(client, client.open(new Source.OfLeases(Address.queue("q"), LEASE), null)));
    }

    private void act(Taker taker, int choice) {
        if (choice < 2) {
            taker.client.credit(taker.handle, 1 + random.nextInt(3));
        } else if (choice == 2) {
            taker.client.credit(taker.handle, Credit.REVOKE);
        } else if (!taker.held.isEmpty()) {
            settle(taker, taker.held.get(random.nextInt(taker.held.size())), choice);
        }
    }

    private void settle(Taker taker, Held held, int choice) {
        boolean isStanding = core.time().millis() < held.untilMillis();
        Event.Deliver delivery = held.delivery();
        long handle = taker.handle;
        taker.held.remove(held);
        TestClient.Answer answer;
        if (choice == 3) {
            answer = taker.client.ask(new ExtendLease(handle, delivery.delivery(), delivery.attempt(), LEASE));
            if (isStanding) {
                taker.held.add(new Held(delivery, core.time().millis() + LEASE));
            }
        } else {
            Outcome outcome = choice == 4 ? Outcome.ACCEPTED : Outcome.FAILED;
            answer = taker.client.ask(
                    new EndLease(handle, delivery.delivery(), delivery.attempt(), outcome, null, random.nextInt(500)));
            if (isStanding && outcome == Outcome.ACCEPTED) {
                finished.add(id(delivery));
            }
        }
        if (isStanding) {
            answer.done();
        } else {
            answer.refused(ErrorCode.LEASE_LOST);
        }
    }

    private static String id(Event.Deliver delivery) {
        return delivery.message().id().toString();
    }

    /** What has arrived: a run that nobody has seen under another identity, and with nobody else. */
    private void look() {
        for (Taker taker : takers) {
            for (Event.Deliver delivery : taker.client.takeDeliveries(taker.handle)) {
                String run = delivery.message().properties().get("JMS_TERN_Schedule") + " at "
                        + delivery.message().properties().get("JMS_TERN_ScheduledTime");
                runs.put(id(delivery), run);
                assertThat(finished).as("%s comes again", run).doesNotContain(id(delivery));
                for (Taker other : takers) {
                    assertThat(other.held)
                            .as("who else has %s", run)
                            .noneMatch(held -> id(held.delivery()).equals(id(delivery))
                                    && core.time().millis() < held.untilMillis());
                }
                taker.held.add(new Held(delivery, core.time().millis() + LEASE));
            }
        }
    }

    /** In the end everything is taken: each moment of a schedule that makes up for everything was there once. */
    private void settle() {
        for (Taker taker : takers) {
            taker.client.lose();
        }
        takers.clear();
        pass(SECOND);
        TestClient last = core.connect();
        long consumer = last.consume("q", 100_000);
        core.time().advance(0);
        for (Event.Deliver delivery : last.takeDeliveries(consumer)) {
            runs.put(id(delivery), delivery.message().properties().get("JMS_TERN_Schedule") + " at "
                    + delivery.message().properties().get("JMS_TERN_ScheduledTime"));
        }
        Map<String, Integer> counts = new HashMap<>();
        runs.values().forEach(run -> counts.merge(run, 1, Integer::sum));
        complete.forEach((name, since) -> {
            for (long moment = (since / SECOND + 1) * SECOND; moment < core.time().millis(); moment += SECOND) {
                String run = name + " at " + moment;
                assertThat(counts.getOrDefault(run, 0) - handRuns.getOrDefault(run, 0)).as(run).isEqualTo(1);
            }
        });
    }

    private void runByHand(String name) {
        if (ask(new RunSchedule(name)) instanceof Reply.Done) {
            handRuns.merge(name + " at " + core.time().millis(), 1, Integer::sum);
        }
    }
}
