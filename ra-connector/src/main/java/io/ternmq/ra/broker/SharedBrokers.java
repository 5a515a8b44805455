// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.Broker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The brokers that adapters of this class loader have started, with how many use each. Brokers are found by name within
 * a class loader, so who shares them is counted there too: several adapters of one archive are made by the server, and
 * nobody could hand one object to all of them. A broker that a program has started is used and left alone. Any thread
 * may call.
 */
public final class SharedBrokers {

    private static final SharedBrokers HERE = new SharedBrokers();

    private final Map<String, Shared> shared = new HashMap<>();

    private SharedBrokers() {}

    /** Those of this class loader. */
    public static SharedBrokers here() {
        return HERE;
    }

    /** The use of a broker by one adapter. */
    public static final class Use implements AutoCloseable {

        private final SharedBrokers owner;
        private final Shared shared;
        private boolean over;

        private Use(SharedBrokers owner, Shared shared) {
            this.owner = owner;
            this.shared = shared;
        }

        /** The broker. */
        public Broker broker() {
            return shared.broker;
        }

        /** Whether it runs; it ends by itself when its store fails. */
        public boolean isRunning() {
            return Broker.find(shared.broker.name()).isPresent();
        }

        /** Stops the broker when nobody else uses it and an adapter has started it. A second call does nothing. */
        @Override
        public void close() {
            synchronized (owner) {
                if (!over) {
                    over = true;
                    owner.release(shared);
                }
            }
        }
    }

    /** A broker; the monitor of the owner guards the count. */
    private static final class Shared {

        private final Broker broker;
        private final @Nullable BrokerPlan plan;
        private int users;

        /** With a plan, the broker was started by it; without, by somebody else. */
        private Shared(Broker broker, @Nullable BrokerPlan plan) {
            this.broker = broker;
            this.plan = plan;
        }
    }

    /**
     * Uses a broker, which is started when it does not run.
     *
     * @param plan how it is started
     * @return its use, to be closed
     * @throws ProviderException when it cannot be started, or runs by another plan; says what to set
     */
    public synchronized Use take(BrokerPlan plan) {
        Shared found = running(plan);
        if (found.plan != null && !found.plan.equals(plan)) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Broker '" + plan.name() + "' was started by another adapter with " + describe(found.plan)
                            + ", and this one says " + describe(plan) + "; set both to the same, or give this adapter a"
                            + " broker of its own by another name in its url");
        }
        return use(found);
    }

    /**
     * Uses a broker as it runs, whatever its plan; it is started when it does not run.
     *
     * @param plan how it is started when it does not run
     * @return its use, to be closed
     * @throws ProviderException when it cannot be started; says what to set
     */
    public synchronized Use join(BrokerPlan plan) {
        return use(running(plan));
    }

    private Shared running(BrokerPlan plan) {
        Shared known = shared.get(plan.name());
        return known == null || Broker.find(plan.name()).isEmpty() ? open(plan) : known;
    }

    private Use use(Shared used) {
        shared.put(used.broker.name(), used);
        used.users++;
        return new Use(this, used);
    }

    private static Shared open(BrokerPlan plan) {
        return Broker.find(plan.name())
                .map(running -> new Shared(running, null))
                .orElseGet(() -> new Shared(start(plan), plan));
    }

    private static Broker start(BrokerPlan plan) {
        try {
            return plan.start();
        } catch (ProviderException e) {
            if (e.code() != ErrorCode.STORE_FAILED) {
                throw e;
            }
            throw new ProviderException(
                    e.code(),
                    "Broker '" + plan.name() + "' cannot be started inside this server: " + e.getMessage()
                            + ". When another deployment keeps its messages there, set dataDirectory of this adapter to"
                            + " a directory of its own, or name another broker in its url, such as vm://"
                            + plan.name() + "2",
                    e);
        }
    }

    private static String describe(BrokerPlan plan) {
        return "dataDirectory '" + plan.data() + "' and "
                + (plan.config() == null ? "no brokerConfig" : "brokerConfig '" + plan.config() + "'");
    }

    private void release(Shared left) {
        left.users--;
        if (left.users == 0) {
            String name = left.broker.name();
            shared.remove(name, left);
            if (left.plan != null) {
                left.broker.close();
            }
        }
    }
}
