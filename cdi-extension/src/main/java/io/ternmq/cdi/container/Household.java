// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenersProvider;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that serves one container: its rooms, what was found, what is wrong, what runs. Owned by the extension; one
 * call at a time.
 */
final class Household {

    private final Settings settings = Settings.load();
    private final Running running = new Running();
    private final Found found = new Found(ListenersProvider.installed());
    private final List<Part> parts = Rooms.of(settings, running);
    private @Nullable Lifecycle lifecycle;

    List<Part> parts() {
        return parts;
    }

    Found found() {
        return found;
    }

    Running running() {
        return running;
    }

    Settings settings() {
        return settings;
    }

    /**
     * Reads all declarations.
     *
     * @param beans of the container
     * @throws DeclarationException with all that is wrong
     */
    void validate(BeanManager beans) {
        ListenerPlan plan = ListenerPlan.create(settings::find);
        TransactionRules transactions = TransactionRules.over(beans, found.listening());
        ScopeRules scopes = new ScopeRules(beans, transactions::wants);
        for (ListeningBean listening : found.listening()) {
            plan.add(source(listening.bean(), beans));
            scopes.faults(listening).forEach(plan::add);
        }
        found.clients().forEach(plan::addClient);
        found.faults().forEach(plan::add);
        transactions.faults().forEach(plan::add);
        new FactoryRules(beans).faults().forEach(plan::add);
        parts.forEach(part -> part.validate(beans, plan));
        List<Fault> faults = plan.faults();
        if (!faults.isEmpty()) {
            parts.forEach(Part::release);
            throw new DeclarationException(faults);
        }
        running.onDeclared(plan.declarations());
        lifecycle = lifecycle(plan, transactions.deliveries());
    }

    private static <T> BeanSource source(Bean<T> bean, BeanManager beans) {
        return new ContainerBean<>(bean, beans);
    }

    private Lifecycle lifecycle(ListenerPlan plan, @Nullable DeliveryTransactions transactions) {
        List<Part> all = new ArrayList<>(parts);
        all.add(new Listening(plan, transactions, running, !found.listening().isEmpty()));
        return new Lifecycle(settings, all, running);
    }

    /** All beans may be used. Does nothing when validation has failed. */
    void start(BeanManager beans) {
        if (lifecycle != null) {
            lifecycle.start(beans);
        }
    }

    /** Ends what runs; connections stay open. */
    void stop() {
        if (lifecycle != null) {
            lifecycle.stop();
        }
    }

    /** Ends connections. */
    void close() {
        if (lifecycle != null) {
            lifecycle.close();
        }
    }
}
