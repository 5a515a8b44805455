// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.MessageState;
import io.ternmq.api.management.MessageState.Stage;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.message.FrozenMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a message is where it is. Used inside the shard. */
final class Holdups {

    /** So many selectors are asked whether they want a message; more would take too long for a page. */
    private static final int MOST_SELECTORS = 16;

    private final BrokerState state;
    private final long nowMillis;

    Holdups(BrokerState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
    }

    /** The state of a message. */
    MessageState stateOf(Entry entry, FrozenMessage message, MessageState.@Nullable Origin origin) {
        MailboxConsumer holder = entry.holder();
        ConnectionState connection = holder == null ? null : state.connection(holder.connection());
        return new MessageState(
                stage(entry.stage()),
                entry.attempts(),
                entry.stage() == Entry.Stage.SCHEDULED ? entry.dueMillis() : 0,
                connection == null ? 0 : connection.id(),
                connection == null ? null : connection.clientId(),
                origin,
                why(entry, message, connection));
    }

    private static Stage stage(Entry.Stage stage) {
        return switch (stage) {
            case SCHEDULED -> Stage.SCHEDULED;
            case READY -> Stage.READY;
            case IN_FLIGHT -> Stage.IN_FLIGHT;
            case CLAIMED -> Stage.IN_TRANSACTION;
        };
    }

    private String why(Entry entry, FrozenMessage message, @Nullable ConnectionState connection) {
        return switch (entry.stage()) {
            case SCHEDULED -> (entry.attempts() > 0
                            ? "It waits for the end of the pause after attempt " + entry.attempts()
                            : "It waits for its delivery time")
                    + ", " + Instant.ofEpochMilli(entry.dueMillis()) + '.';
            case READY -> entry.isExpiredAt(nowMillis)
                    ? "Its time to live is over; it goes as soon as anybody looks."
                    : whyReady(entry.mailbox(), message);
            case IN_FLIGHT -> "It was delivered" + (connection == null ? "" : " to " + nameOf(connection))
                    + " (attempt " + entry.attempts() + ") and is not acknowledged yet.";
            case CLAIMED -> whyClaimed(entry);
        };
    }

    private String whyClaimed(Entry entry) {
        Branch branch = BranchPictures.holderOf(entry, state);
        return branch == null
                ? "It was consumed within a distributed transaction that has not ended yet."
                : "It was consumed within branch " + branch.id().text()
                        + ", which is prepared and waits for its transaction manager.";
    }

    private static String nameOf(ConnectionState connection) {
        String clientId = connection.clientId();
        return "connection " + connection.id() + (clientId == null ? "" : " (client '" + clientId + "')");
    }

    private static String whyReady(Mailbox mailbox, FrozenMessage message) {
        List<MailboxConsumer> consumers = mailbox.consumers();
        if (mailbox.isPaused()) {
            return "Deliveries are paused here; it goes on after a resume.";
        }
        if (consumers.isEmpty()) {
            return "Nobody consumes here.";
        }
        List<MailboxConsumer> takers = consumers.stream()
                .limit(MOST_SELECTORS)
                .filter(consumer -> consumer.selector() == null || consumer.selector().matches(message))
                .toList();
        if (takers.isEmpty() && consumers.size() <= MOST_SELECTORS) {
            return "None of the " + consumers.size() + " consumers has a selector that it matches.";
        }
        int inFlight = takers.stream().mapToInt(MailboxConsumer::inFlight).sum();
        return takers.stream().anyMatch(consumer -> consumer.credit() > 0)
                ? "It waits for its turn."
                : "The consumers that want it ask for no more at present; they have " + inFlight
                        + " messages that they have not acknowledged.";
    }
}
