// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.Timed;
import io.ternmq.message.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * One message in one mailbox, as long as it is in memory. Small on purpose: there may be millions. Owned by the shard.
 *
 * <pre>
 *   SCHEDULED -- due ------> READY
 *   READY ----- delivered -> IN_FLIGHT
 *   IN_FLIGHT - returned --> READY, or SCHEDULED when a pause was set
 *   IN_FLIGHT - claimed ---> CLAIMED; in recovery also READY
 *   CLAIMED --- returned --> READY, or SCHEDULED when a pause was set
 *   any ------- removed ---> gone
 * </pre>
 */
public final class Entry extends Timed {

    /** Where in its life a message is. */
    public enum Stage {
        /** Waits for a moment. */
        SCHEDULED,
        /** May be delivered. */
        READY,
        /** Has been given to a consumer. */
        IN_FLIGHT,
        /** Was consumed within a branch of a distributed transaction, which holds it. */
        CLAIMED
    }

    /** What an entry costs without its message. */
    public static final int BYTES = 96;

    static final int PRIORITY_SHIFT = 56;

    private final long id;
    private final Mailbox mailbox;
    private final MessageRef message;
    private final int charge;
    private int attempts;
    private Stage stage = Stage.SCHEDULED;
    private @Nullable MailboxConsumer holder;

    /** Place among the messages of its priority; belongs to {@link ReadyMessages}. */
    long order;

    @Nullable Entry previous;

    /** The next one of the list that it is in; itself for one that is {@link #isPaged}. */
    @Nullable Entry next;

    Entry(long id, Mailbox mailbox, MessageRef message, int charge) {
        this.id = id;
        this.mailbox = mailbox;
        this.message = message;
        this.charge = charge;
    }

    /** Number of the message. */
    public long id() {
        return id;
    }

    /** Where it is. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** The message. */
    public MessageRef message() {
        return message;
    }

    /** Bytes that count against the broker's memory; a message in several mailboxes is shared out among them. */
    public int charge() {
        return isPaged() ? Chunk.bytesOf(message.expirationMillis()) : charge;
    }

    @Override
    protected long rank() {
        return id;
    }

    /** How often it has been delivered so far, the present delivery included. */
    public int attempts() {
        return attempts;
    }

    /** Where in its life it is. */
    public Stage stage() {
        return stage;
    }

    /** Whether somebody has it: a consumer or a branch. */
    public boolean isOut() {
        return stage == Stage.IN_FLIGHT || stage == Stage.CLAIMED;
    }

    /** The consumer it is in flight to, or null. */
    public @Nullable MailboxConsumer holder() {
        return holder;
    }

    /** Grows in order of delivery: higher priorities first, then by age; positive. */
    public long sortKey() {
        return (long) (9 - message.priority()) << PRIORITY_SHIFT | order;
    }

    /** Whether its time-to-live is over. */
    public boolean isExpiredAt(long nowMillis) {
        long expiration = message.expirationMillis();
        return expiration != 0 && expiration <= nowMillis;
    }

    /** Whether it survives the broker here. */
    public boolean isDurable() {
        return mailbox.isDurable() && message.isPersistent();
    }

    /**
     * Whether this is only a picture of a message in the backlog: nobody keeps it, and it becomes the message itself
     * when that leaves its place.
     */
    public boolean isPaged() {
        return next == this;
    }

    void setPaged(boolean paged) {
        next = paged ? this : null;
    }

    void setAttempts(int newAttempts) {
        this.attempts = newAttempts;
    }

    void moveTo(Stage newStage, @Nullable MailboxConsumer newHolder) {
        this.stage = newStage;
        this.holder = newHolder;
    }

    /** When it is to be looked at again: end of the wait, end of life while ready, end of its lease while in flight. */
    void setDueMillis(long millis) {
        this.dueMillis = millis;
    }
}
