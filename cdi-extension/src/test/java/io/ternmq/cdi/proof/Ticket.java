// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells requests apart. Without an active request context its use fails. */
@RequestScoped
public class Ticket {

    private final UUID number = UUID.randomUUID();

    @Inject
    private Ledger ledger;

    /** This request is used. */
    public void stamp() {
        ledger.onTicket(number);
    }
}
