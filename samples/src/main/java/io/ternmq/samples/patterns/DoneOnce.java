// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.api.pattern.work.IdempotentConsumer;
import java.sql.PreparedStatement;
import javax.sql.DataSource;

/** Books payments into a database, each of them once, however often its message is delivered. */
public final class DoneOnce {

    private DoneOnce() {}

    /**
     * A payment.
     *
     * @param account to whom
     * @param cents   how much
     */
    public record Payment(String account, long cents) {}

    /** Begins to book what comes to a queue. */
    static Subscription book(Messaging messaging, Channel payments, DataSource database) {
        // tag::once[]
        IdempotentConsumer once = IdempotentConsumer.inDefaultTable();
        return messaging.subscriber(payments, Payment.class).handle(payment ->
                once.handleOnce(database, "ledger", payment.message(), connection -> {
                    try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE ACCOUNT SET CENTS = CENTS + ? WHERE NAME = ?")) {
                        update.setLong(1, payment.body().cents());
                        update.setString(2, payment.body().account());
                        update.executeUpdate();
                    }
                }));
        // end::once[]
    }
}
