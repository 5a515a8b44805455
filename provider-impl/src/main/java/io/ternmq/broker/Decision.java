// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handler decided: facts to be recorded and applied in this order, and the answer. A handler changes nothing
 * else. The engine owns one instance and clears it for every request.
 */
public final class Decision {

    private final List<Fact> facts = new ArrayList<>();
    private final Appends appends = new Appends();
    private @Nullable Reply reply;
    private long waitMailbox;
    private long waitUntilMillis;
    private boolean waiting;

    /** Adds a fact. */
    public void record(Fact fact) {
        facts.add(fact);
    }

    /** Sets the answer, which leaves when the facts are durable. */
    public void answer(Reply answer) {
        this.reply = answer;
    }

    /** Answers that the request was carried out. */
    public void done() {
        answer(Reply.Done.INSTANCE);
    }

    /**
     * Asks for the same request to be decided again when room has been made, until a moment. Forgets the facts.
     *
     * @param mailbox     number of the full mailbox, or 0 for the broker's memory
     * @param untilMillis last moment, in milliseconds since 1970
     */
    public void waitForRoom(long mailbox, long untilMillis) {
        this.waiting = true;
        this.waitMailbox = mailbox;
        this.waitUntilMillis = untilMillis;
        forget();
    }

    /** Forgets the facts. */
    public void forget() {
        facts.clear();
        appends.clear();
    }

    /** What this decision adds to streams. */
    public Appends appends() {
        return appends;
    }

    /** The facts, in order. */
    public List<Fact> facts() {
        return facts;
    }

    /** The answer, or null while there is none. */
    public @Nullable Reply reply() {
        return reply;
    }

    /** Whether the request has to wait for room. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Number of the mailbox in which there is no room, or 0 for the broker's memory. */
    public long waitMailbox() {
        return waitMailbox;
    }

    /** Last moment of the wait. */
    public long waitUntilMillis() {
        return waitUntilMillis;
    }

    /** Forgets everything; called by the engine. */
    public void clear() {
        forget();
        reply = null;
        waiting = false;
        waitMailbox = 0;
        waitUntilMillis = 0;
    }
}
