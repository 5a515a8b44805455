// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.cdi.proof.Deed;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Ledger;
import io.ternmq.cdi.proof.Order;
import io.ternmq.cdi.proof.Stand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays one cell of the table with a broker and a container of its own. */
final class Cell {

    private static final Duration LONG = Duration.ofHours(100);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Scope scope;
    private final Kind kind;
    private final Outcome outcome;

    Cell(Scope scope, Kind kind, Outcome outcome) {
        this.scope = scope;
        this.kind = kind;
        this.outcome = outcome;
    }

    void play() throws Exception {
        try (Stand stand = Stand.on(Ground.VM, "program")) {
            start(stand);
            switch (outcome) {
                case OK -> ok(stand);
                case RETRIED -> retried(stand);
                case FATAL -> fatal(stand);
                case TIMED_OUT -> timedOut(stand);
                case STOPPED -> stopped(stand);
            }
            settled(stand);
            stand.stop();
            instances(stand.ledger());
        }
    }

    /** The container stops in the middle; the next one sees only what comes later. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody answers here
    void playWithoutReturn() throws Exception {
        try (Stand stand = Stand.on(Ground.VM, "program")) {
            start(stand);
            stand.ledger().script(Deed.HANG);
            put(stand, "a");
            await("the delivery", () -> stand.ledger().visits() == 1);
            stand.stop();
            start(stand);
            put(stand, "b");
            handled(stand, "b");
            settled(stand);
            stand.stop();
            instances(stand.ledger());
        }
    }

    private void start(Stand stand) {
        stand.startIn(scope.annotation(), kind.bean());
    }

    // --- outcomes ------------------------------------------------------------------------------------------------

    private void ok(Stand stand) throws Exception {
        CompletableFuture<String> first = put(stand, "a");
        handled(stand, "a");
        CompletableFuture<String> second = put(stand, "b");
        handled(stand, "a", "b");
        replied(first, "a1");
        replied(second, "b1");
        assertThat(stand.ledger().visits()).isEqualTo(2 * kind.visits());
    }

    private void retried(Stand stand) throws Exception {
        stand.ledger().script(Deed.FAIL);
        CompletableFuture<String> reply = put(stand, "a");
        await("the first attempt", () -> stand.ledger().visits() == 1);
        long failed = stand.broker().clock().millis();
        goOn(stand, "a");
        replied(reply, "a1");
        if (kind != Kind.TIME) {
            assertThat(stand.broker().clock().millis() - failed).isGreaterThanOrEqualTo(PAUSE.toMillis());
        }
        assertThat(deadLetters(stand)).isZero();
    }

    private void fatal(Stand stand) throws Exception {
        stand.ledger().script(Deed.REJECT);
        CompletableFuture<String> reply = put(stand, "a");
        if (kind.isAsked()) {
            assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RemoteFailureException.class);
            assertThat(deadLetters(stand)).isZero();
            return;
        }
        long expected = kind == Kind.BATCH ? 2 : 1;
        await("the dead letters", () -> deadLetters(stand) == expected);
        await("the others", () -> stand.ledger().done().size() == kind.ids("a").size() - expected);
        assertThat(stand.ledger().visits()).isEqualTo(kind.visits());
        assertThat(reply).isCompleted();
    }

    private void timedOut(Stand stand) throws Exception {
        stand.ledger().script(Deed.HANG);
        CompletableFuture<String> reply = put(stand, "a");
        await("the first attempt", () -> stand.ledger().visits() == 1);
        stand.later("the second attempt", HALF_HOUR, () -> stand.ledger().visits() > 1);
        handled(stand, "a");
        replied(reply, "a1");
        assertThat(deadLetters(stand)).isZero();
    }

    private void stopped(Stand stand) throws Exception {
        stand.ledger().script(Deed.HANG);
        CompletableFuture<String> reply = put(stand, "a");
        await("the delivery", () -> stand.ledger().visits() == 1);
        stand.stop();
        assertThat(stand.ledger().done()).isEmpty();
        assertThat(deadLetters(stand)).isZero();
        start(stand);
        goOn(stand, "a");
        replied(reply, "a1");
    }

    // --- steps ---------------------------------------------------------------------------------------------------

    /** Something comes for the listener; when it answers, the answer. */
    private CompletableFuture<String> put(Stand stand, String name) {
        if (kind == Kind.TIME) {
            int before = stand.ledger().visits();
            stand.later("the moment", Duration.ofMinutes(10), () -> stand.ledger().visits() > before);
            return CompletableFuture.completedFuture("Hello, " + name + "1");
        }
        if (kind.isAsked()) {
            Requester requester = stand.outside().requester().open();
            return requester.request(kind.channel(), new Order(name + "1"), String.class, LONG);
        }
        try (Publisher<Order> publisher = stand.outside().publisher(Order.class).open()) {
            for (String id : kind.ids(name)) {
                publisher.publish(Outgoing.to(kind.channel()).key("k").body(new Order(id)));
            }
        }
        return CompletableFuture.completedFuture("Hello, " + name + "1");
    }

    private void replied(CompletableFuture<String> reply, String id) throws Exception {
        assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo("Hello, " + id);
    }

    private List<String> ids(String... names) {
        return Stream.of(names).flatMap(name -> kind.ids(name).stream()).toList();
    }

    private void handled(Stand stand, String... names) {
        List<String> expected = ids(names);
        await("everything is handled", () -> stand.ledger().done().size() >= expected.size());
        compare(stand, expected);
    }

    /** Moves the clock until it is handled. */
    private void goOn(Stand stand, String name) {
        List<String> expected = ids(name);
        Duration step = kind == Kind.TIME ? HALF_HOUR : MINUTE;
        stand.later("everything is handled", step, () -> stand.ledger().done().size() >= expected.size());
        compare(stand, expected);
    }

    private void compare(Stand stand, List<String> expected) {
        if (kind == Kind.TIME && outcome != Outcome.OK) {
            assertThat(stand.ledger().done()).hasSameElementsAs(expected); // the clock may reach another moment
        } else if (kind == Kind.BATCH) {
            assertThat(stand.ledger().done()).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(stand.ledger().done()).containsExactlyElementsOf(expected);
        }
    }

    // --- afterwards ----------------------------------------------------------------------------------------------

    /** No message is left where it was, nor with a consumer. */
    private void settled(Stand stand) {
        await("everything is settled", () -> waiting(stand).isEmpty());
    }

    private static List<String> waiting(Stand stand) {
        List<String> waiting = new ArrayList<>();
        stand.broker().statistics().queues().stream()
                .filter(queue -> !isDead(queue.name()) && queue.depth() > 0)
                .forEach(queue -> waiting.add(queue.name()));
        stand.broker().statistics().subscriptions().stream()
                .filter(subscription -> subscription.depth() > 0)
                .forEach(subscription -> waiting.add(subscription.name()));
        return waiting;
    }

    private static boolean isDead(String queue) {
        return queue.equals(Beans.DEAD) || queue.startsWith("DLQ");
    }

    private long deadLetters(Stand stand) {
        @Nullable String named = kind.deadLetters();
        return stand.broker().statistics().queues().stream()
                .filter(queue -> named == null ? isDead(queue.name()) : queue.name().equals(named))
                .mapToLong(queue -> queue.depth())
                .sum();
    }

    /** As many beans as the scope says, none of them forgotten, and a request for each attempt. */
    private void instances(Ledger ledger) {
        int containers = outcome == Outcome.STOPPED ? 2 : 1;
        int expected = scope.isLasting() ? containers : ledger.visits();
        assertThat(ledger.born()).as("beans made").isEqualTo(expected);
        // what was interrupted may end when the container is gone, which then destroys nothing any more
        int interrupted = outcome == Outcome.STOPPED && !scope.isLasting() ? 1 : 0;
        await("as many beans have ended", () -> ledger.died() >= expected - interrupted);
        assertThat(ledger.died()).as("beans ended").isLessThanOrEqualTo(expected);
        assertThat(ledger.tickets()).as("requests").isEqualTo(ledger.visits());
    }
}
