// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Pauses;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stage on one thread of its section. Owner: that thread; only the {@link Tally} may be read by others. What follows
 * a stage is called from inside it, so that an item goes through a section without a hand-over and without an object of
 * its own.
 */
final class Station implements Outlet {

    private static final Log LOG = Log.of(Station.class);

    /** The program's own code, once more if need be. */
    @FunctionalInterface
    interface Work {

        /** Does it for one item. */
        Object apply(Object item) throws Exception;
    }

    private final Node node;
    private final Operator operator;
    private final @Nullable ErrorPolicy policy;
    private final TimeSource time;
    private final Pauses pauses;
    private final Tally tally = new Tally();
    private final Work work;
    private final @Nullable Function<Object, String> key;
    private final Outlet[] outlets;

    /**
     * A station without ways out.
     *
     * @param policy null when a failure is only reported
     */
    Station(Node node, Operator operator, @Nullable ErrorPolicy policy, TimeSource time, Pauses pauses, int ports) {
        this.node = node;
        this.operator = operator;
        this.policy = policy;
        this.time = time;
        this.pauses = pauses;
        this.work = operator::work;
        this.key = node.settings().key();
        this.outlets = new Outlet[ports];
    }

    void connect(int port, Outlet outlet) {
        outlets[port] = outlet;
    }

    String name() {
        return node.name();
    }

    Node node() {
        return node;
    }

    Operator operator() {
        return operator;
    }

    Tally tally() {
        return tally;
    }

    ErrorPolicy.@Nullable Then then() {
        return policy == null ? null : policy.then();
    }

    @Override
    public void put(Object item, Visit visit) throws StageFailure {
        tally.in();
        try {
            Object result = operator.works() ? attempt(work, item) : item;
            if (result != null) {
                operator.pass(item, result, this, visit);
            }
        } finally {
            tally.done();
        }
    }

    /** Lets an item leave. */
    void emit(int port, Object item, Visit visit) throws StageFailure {
        tally.out();
        if (key == null) {
            outlets[port].put(item, visit);
        } else {
            emitKeyed(key, outlets[port], item, visit);
        }
    }

    private void emitKeyed(Function<Object, String> by, Outlet outlet, Object item, Visit visit)
            throws StageFailure {
        String before = visit.key();
        Object itsKey = attempt(by::apply, item);
        if (itsKey != null) {
            visit.rekey((String) itsKey);
            try {
                outlet.put(item, visit);
            } finally {
                visit.rekey(before);
            }
        }
    }

    /** Does the program's work as often as the policy has it; null when the item is dropped. */
    @Nullable Object attempt(Work program, Object item) throws StageFailure {
        int made = 0;
        while (true) {
            long begin = time.nanos();
            Exception why;
            try {
                return Objects.requireNonNull(program.apply(item), "a stage may not return null");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                why = e;
            } catch (Exception e) {
                why = e;
            } finally {
                tally.took(time.nanos() - begin);
            }
            made++;
            if (!isTriedAgain(made)) {
                return giveUp(item, made, why);
            }
            tally.retried();
        }
    }

    private boolean isTriedAgain(int made) {
        return policy != null
                && made < policy.maxAttempts()
                && !Thread.currentThread().isInterrupted()
                && pauses.hold(time, policy.pauseAfter(made));
    }

    private @Nullable Object giveUp(Object item, int made, Exception why) throws StageFailure {
        tally.failed();
        if (then() == ErrorPolicy.Then.DROP && !pauses.isEnded()) {
            LOG.log(Level.WARNING, "Stage '" + name() + "' dropped an item after " + made + " attempts: " + why, why);
            return null;
        }
        throw new StageFailure(this, item, made, why);
    }
}
