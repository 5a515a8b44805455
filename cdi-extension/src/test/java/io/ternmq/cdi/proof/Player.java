// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import io.ternmq.api.listen.Acknowledgement;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bean that does what the ledger says. */
public abstract class Player {

    @Inject
    private Ledger ledger;

    @Inject
    private Ticket ticket;

    @PostConstruct
    void begin() {
        ledger.onBirth();
    }

    @PreDestroy
    void end() {
        ledger.onDeath();
    }

    /** A visit that ends with the method. */
    protected void play(String... ids) throws InterruptedException {
        ticket.stamp();
        ledger.play(List.of(ids));
    }

    /** A visit that ends with a stage. */
    protected CompletionStage<@Nullable Void> stage(String id) {
        ticket.stamp();
        return ledger.stage(List.of(id));
    }

    /** A visit that ends with a handle. */
    protected void settle(String id, Acknowledgement handle) {
        ticket.stamp();
        ledger.settle(List.of(id), handle);
    }
}
