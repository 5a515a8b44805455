// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The listeners of one container: the part that starts last and ends first. */
final class Listening implements Part {

    private final ListenerPlan plan;
    private final @Nullable DeliveryTransactions transactions;
    private final Running running;
    private final boolean wanted;
    private @Nullable ListenerSet set;

    /**
     * Not started.
     *
     * @param plan         what was declared, without faults
     * @param transactions of a transaction manager, or null
     * @param running      is told what runs
     * @param wanted       whether any bean listens; without one, nothing has to connect
     */
    Listening(ListenerPlan plan, @Nullable DeliveryTransactions transactions, Running running, boolean wanted) {
        this.plan = plan;
        this.transactions = transactions;
        this.running = running;
        this.wanted = wanted;
    }

    @Override
    public void start(BeanManager beans) {
        if (wanted) {
            Messages messages = beans.createInstance().select(Messages.class).get();
            ListenerSet started = plan.start(messages.messaging(), transactions);
            set = started;
            running.onListening(started);
        }
    }

    @Override
    public boolean stop(Duration limit) {
        ListenerSet ending = set;
        set = null;
        if (ending == null) {
            return true;
        }
        try {
            return ending.close(limit);
        } finally {
            running.onListening(null);
        }
    }
}
