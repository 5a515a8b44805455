// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

import io.ternmq.broker.Timed;
import io.ternmq.protocol.BranchId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One branch of a distributed transaction; decision 0007 draws its life. Owned by the shard; changed only by applying
 * facts.
 */
public final class Branch extends Timed {

    /** Where in its life a branch is. Whether somebody works in it is a question of its own. */
    public enum State {
        /** Work is done, or may go on. */
        OPEN,
        /** It has been rolled back, and its manager or somebody who works in it does not know yet. */
        DOOMED,
        /** It waits for its manager. */
        PREPARED,
        /** An operator has committed it; its manager has not forgotten it yet. */
        COMMITTED,
        /** An operator has rolled it back; its manager has not forgotten it yet. */
        ROLLED_BACK
    }

    /** How a session stands to the branch. */
    public enum Part {
        /** It works in it. */
        ACTIVE,
        /** It will go on. */
        SUSPENDED,
        /** It has finished. */
        ENDED
    }

    /**
     * What an operator has decided.
     *
     * @param millis when, in milliseconds since 1970
     * @param by     who, or null when nobody said
     */
    public record Verdict(long millis, @Nullable String by) {}

    private final BranchId id;
    private final long number;
    private final Map<TransactionKey, Part> parts = new LinkedHashMap<>();
    private final Set<Claim> claims = new LinkedHashSet<>();
    private final List<Enlistment> sends = new ArrayList<>();
    private State state = State.OPEN;
    private boolean timedOut;
    private boolean told;
    private @Nullable String cause;
    private long preparedMillis;
    private @Nullable Verdict verdict;

    Branch(BranchId id, long number) {
        this.id = id;
        this.number = number;
    }

    @Override
    protected long rank() {
        return number;
    }

    /** Its name. */
    public BranchId id() {
        return id;
    }

    /** Where in its life it is. */
    public State state() {
        return state;
    }

    /** Whether it outlives the broker: it is prepared, or was so when an operator decided it. */
    public boolean isLasting() {
        return state == State.PREPARED || isDecided();
    }

    /** Whether an operator has decided it in place of its manager. */
    public boolean isDecided() {
        return state == State.COMMITTED || state == State.ROLLED_BACK;
    }

    /** Since when it is prepared, in milliseconds since 1970; 0 before that, and when nobody wrote it down. */
    public long preparedMillis() {
        return preparedMillis;
    }

    /** When and by whom it was decided in place of its manager, or null. */
    public @Nullable Verdict verdict() {
        return verdict;
    }

    /** Whether it was doomed because it took too long. */
    public boolean isTimedOut() {
        return timedOut;
    }

    /** Whether its manager knows that it was doomed, so that only those who work in it keep it. */
    public boolean isTold() {
        return told;
    }

    /** What those who worked in it have said last of what went wrong, or something else when they have said nothing. */
    public String causeOr(String otherwise) {
        return cause == null ? otherwise : cause;
    }

    /** Everybody who works or worked in it and has not gone, in the order of joining. */
    public Collection<TransactionKey> keys() {
        return parts.keySet();
    }

    /** How a session stands to it, or {@link Part#ENDED} when it never joined. */
    public Part part(TransactionKey key) {
        return parts.getOrDefault(key, Part.ENDED);
    }

    /** Whether somebody works in it. */
    public boolean isActive() {
        return isActive(key -> true);
    }

    /** Whether one of those that are asked about works in it. */
    public boolean isActive(Predicate<TransactionKey> asked) {
        return parts.entrySet().stream()
                .anyMatch(each -> each.getValue() == Part.ACTIVE && asked.test(each.getKey()));
    }

    /** What was consumed within it. */
    public Collection<Claim> claims() {
        return claims;
    }

    /** What it will send once it is committed; only of a prepared branch. */
    public List<Enlistment> sends() {
        return sends;
    }

    void place(TransactionKey key, Part part) {
        parts.put(key, part);
    }

    /** Applies: somebody who worked in it says what went wrong, or null. */
    public void explain(@Nullable String said) {
        cause = said == null ? cause : said;
    }

    /** Applies: a message was consumed within it. */
    public void claim(Claim claim) {
        claims.add(claim);
    }

    /** Applies: a message will be sent. */
    public void enlist(Enlistment enlistment) {
        sends.add(enlistment);
    }

    /** Applies: the manager is asked from here on; those who worked in it are forgotten. */
    public void prepare(long millis) {
        state = State.PREPARED;
        preparedMillis = millis;
        parts.clear();
    }

    /** Applies: an operator has decided it; of its work nothing is left. */
    public void decide(boolean isCommitted, Verdict how) {
        state = isCommitted ? State.COMMITTED : State.ROLLED_BACK;
        verdict = how;
        claims.clear();
        sends.clear();
    }

    /** Applies: it was rolled back before its manager asked, or before everybody had finished. */
    public void doom(boolean tookTooLong, boolean isTold) {
        state = State.DOOMED;
        timedOut = tookTooLong;
        told = isTold;
        claims.clear();
    }

    void setDueMillis(long millis) {
        this.dueMillis = millis;
    }
}
