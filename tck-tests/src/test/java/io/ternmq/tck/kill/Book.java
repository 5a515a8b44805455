// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.tck.kill.Findings.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the victims of one store have said, and whether it fits together. A victim writes a line before it does
 * something and another one when it is done, so that a line about an effect never comes before the line about its
 * cause. What is promised, and therefore checked:
 * <ul>
 * <li>A message whose send or commit has returned is consumed by somebody, or there when everything is drained; in each
 * subscription that there was. A message that was given back (rollback, recover, close, death) comes again.
 * <li>No message shows that nobody intends to send, whose transaction is not about to be committed, or whose
 * transaction was rolled back: neither to a consumer nor to a browser. A transaction, a branch, or a send to a topic
 * that a death interrupts takes effect as a whole or not at all.
 * <li>A message whose acknowledgement or commit has returned does not come again. A session that acknowledges by itself
 * leaves open, until it receives its next message or is closed, whether its last one was acknowledged (section 6.2.11).
 * <li>A message that a consumer was shown before comes flagged, and counted at most one short.
 * <li>First deliveries keep the order of their sender within one priority where a mailbox has one consumer; in a
 * mailbox at rest they keep the order of priority as well. Nothing comes before its delivery time.
 * <li>A branch whose prepare has returned is found in doubt until it is decided, and none is that never was prepared
 * or is over.
 * </ul>
 * {@code receive} in a session that acknowledges by itself may acknowledge just before it returns; a death right there
 * takes along a message of which the program knew nothing. That is allowed once for each such call that a death
 * interrupts, and {@link #vanished} counts it. A listener has no such gap.
 *
 * <p>Used by one thread at a time. What an audit found finished is forgotten but for its number.
 */
final class Book {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final String SINGLE = "-";

    private final Findings findings = new Findings();
    private final Map<MessageId, Mail> mails = new HashMap<>();
    private final Map<String, Deed> deeds = new HashMap<>();
    private final Set<Deed> known = new LinkedHashSet<>();
    private final Map<String, Reader> sessions = new LinkedHashMap<>();
    private final Map<String, Long> walks = new HashMap<>();
    private final Map<Integer, Integer> highest = new HashMap<>();
    private final Map<Integer, Integer> finished = new HashMap<>();
    private final Map<String, Integer> interrupted = new HashMap<>();
    private final Set<Deed> inDoubt = new LinkedHashSet<>();
    private final Receipts receipts = new Receipts(findings);
    private String victim = "?";
    private long line;
    private int deaths;
    private int vanished;
    private long received;

    /** A new victim begins to speak. */
    void begin(String name) {
        victim = name;
        inDoubt.clear();
    }

    /** Takes note of a line. */
    void apply(Line said) {
        line++;
        switch (said.verb()) {
            case INTEND -> intend(said);
            case SENT -> sent(said.message(0));
            case COMMIT, COMMITTED, ROLLBACK, ROLLEDBACK, PREPARE, PREPARED, READONLY, DECIDE -> move(said);
            case INDOUBT -> inDoubt(said.word(0));
            case SCANNED -> scanned();
            case OPEN -> sessions.put(said.word(0), new Reader(Reader.Mode.valueOf(said.word(1)), said.word(2)));
            case ASK -> session(said).setAsking(true);
            case NONE -> session(said).setAsking(false);
            case GOT -> got(said);
            case ACK -> settle(session(said), Fate.COMMITTING);
            case ACKED -> settle(session(said), Fate.COMMITTED);
            case RECOVER -> settle(session(said), Fate.ABORTED);
            case CLOSE -> closing(session(said));
            case CLOSED -> closed(said);
            case BROWSE -> walks.put(said.word(0), line);
            case SEEN -> seen(said);
            case TROUBLE -> findings.add(Kind.TROUBLE, victim + " says: " + said.text());
            case OPENING, OPENED, RESOLVED, DRAINED, LOADING, STOPPED -> { /* for the one who waits for it */ }
        }
    }

    // --- sending ------------------------------------------------------------------------------------------------

    private void intend(Line said) {
        MessageId id = said.message(1);
        Deed birth = SINGLE.equals(said.word(0)) ? start(id.toString(), Deed.Kind.SEND) : named(said.word(0));
        Mail mail = new Mail(id, birth, said.number(2), said.number(3) > 0);
        for (String mailbox : COMMA.split(said.word(4), -1)) {
            mail.addCopy(mailbox, deaths);
        }
        birth.addSend(mail);
        highest.merge(id.producer(), id.number(), Math::max);
        if (birth.kind() == Deed.Kind.SEND) {
            birth.moveTo(Fate.COMMITTING, line);
        }
        if (mails.put(id, mail) != null) {
            findings.add(Kind.TROUBLE, mail, victim + " uses the name of " + mail + " twice");
        }
        mail.note(at(said));
    }

    private void sent(MessageId id) {
        Mail mail = mails.get(id);
        if (mail == null) {
            findings.add(Kind.TROUBLE, victim + " has sent " + id + " without intending it");
            return;
        }
        mail.birth().moveTo(Fate.COMMITTED, line);
        mail.note(victim + ": SENT");
    }

    // --- transactions and branches ------------------------------------------------------------------------------

    private Deed start(String name, Deed.Kind kind) {
        Deed deed = new Deed(name, kind);
        known.add(deed);
        return deed;
    }

    /** The transaction or branch of a name; names of branches begin with an x. */
    private Deed named(String name) {
        return deeds.computeIfAbsent(
                name, unknown -> start(name, name.startsWith("x") ? Deed.Kind.BRANCH : Deed.Kind.LOCAL));
    }

    private void move(Line said) {
        Deed deed = named(said.word(0));
        Fate next = switch (said.verb()) {
            case COMMIT -> Fate.COMMITTING;
            case COMMITTED, READONLY -> Fate.COMMITTED;
            case ROLLBACK -> Fate.ABORTING;
            case ROLLEDBACK -> Fate.ABORTED;
            case PREPARE -> Fate.PREPARING;
            case PREPARED -> Fate.PREPARED;
            default -> Fate.DECIDED;
        };
        if (said.verb() == Verb.READONLY && !deed.isEmpty()) {
            findings.add(Kind.BRANCH, victim + ": branch " + deed.name() + " has work and votes that it has none");
        }
        deed.moveTo(next, line);
        deed.note(at(said));
    }

    private void inDoubt(String name) {
        Deed deed = deeds.get(name);
        if (deed == null || deed.kind() != Deed.Kind.BRANCH) {
            findings.add(Kind.BRANCH, victim + " finds a branch in doubt that nobody knows: " + name);
            return;
        }
        inDoubt.add(deed);
        deed.note(victim + ": found in doubt");
        if (deed.fate() != Fate.PREPARED && deed.fate() != Fate.DECIDED && deed.fate() != Fate.ABORTING) {
            findings.add(Kind.BRANCH, victim + " finds branch " + name + " in doubt, but it is " + deed.fate());
        }
    }

    /** What the manager says about a branch in doubt that it has not decided against. */
    Verdict decide(String name, Verdict wish) {
        Deed deed = named(name);
        if (wish == Verdict.LEAVE) {
            return wish;
        }
        if (deed.fate() == Fate.PREPARED) {
            deed.moveTo(wish == Verdict.COMMIT ? Fate.DECIDED : Fate.ABORTING, line);
            deed.note("the manager decides: " + wish);
        }
        return deed.fate() == Fate.DECIDED ? Verdict.COMMIT : Verdict.ROLLBACK;
    }

    /** What should have been in doubt and was not told is over, or forgotten. */
    private void scanned() {
        for (Deed deed : known) {
            if (deed.kind() == Deed.Kind.BRANCH && !inDoubt.contains(deed)) {
                if (deed.fate() == Fate.PREPARED) {
                    findings.add(Kind.BRANCH, victim + " has forgotten branch " + deed.name() + ", which was prepared");
                    deed.moveTo(Fate.ABORTED, line);
                } else if (!deed.fate().isFinal()) {
                    deed.moveTo(deed.fate() == Fate.DECIDED ? Fate.COMMITTED : Fate.ABORTED, line);
                }
            }
        }
    }

    // --- receiving ----------------------------------------------------------------------------------------------

    private Reader session(Line said) {
        Reader session = sessions.get(said.word(0));
        if (session == null) {
            throw new IllegalStateException(victim + " speaks of a session that is not open: " + said);
        }
        return session;
    }

    private void got(Line said) {
        received++;
        Reader session = session(said);
        Mail mail = find(said.message(2), "receives", session.mailbox());
        Copy copy = mail == null ? null : mail.copyIn(session.mailbox());
        if (mail == null || copy == null) {
            return;
        }
        mail.note(at(said));
        receipts.check(session, copy, said, deaths);
        copy.receivedIn(takerFor(session, said));
    }

    private Deed takerFor(Reader session, Line said) {
        if (!SINGLE.equals(said.word(1))) {
            return named(said.word(1));
        }
        if (session.isAutomatic()) {
            settle(session, Fate.COMMITTED);
            session.setAsking(false);
        }
        Deed current = session.current();
        if (current == null) {
            current = start(said.word(0), session.isAutomatic() ? Deed.Kind.AUTOMATIC : Deed.Kind.GROUP);
            session.setCurrent(current);
        }
        return current;
    }

    /** Moves what the session has received and not acknowledged. */
    private void settle(Reader session, Fate next) {
        Deed current = session.current();
        if (current != null) {
            current.moveTo(next, line);
            current.note(victim + ": " + current.name() + ' ' + next);
            if (next != Fate.COMMITTING) {
                session.setCurrent(null);
            }
        }
    }

    private void closing(Reader session) {
        if (!session.isAutomatic()) {
            settle(session, Fate.ABORTED);
        }
    }

    private void closed(Line said) {
        settle(session(said), Fate.COMMITTED);
        sessions.remove(said.word(0));
    }

    private void seen(Line said) {
        String mailbox = said.word(2);
        Mail mail = find(said.message(1), "browses", mailbox);
        Copy copy = mail == null ? null : mail.copyIn(mailbox);
        Long begun = walks.get(said.word(0));
        if (mail == null || copy == null || begun == null) {
            return;
        }
        receipts.checkShown(copy, victim + " browses");
        Deed taker = copy.taker();
        if (taker != null && taker.fate().isSettled() && taker.settledAt() < begun) {
            findings.add(Kind.DUPLICATE, mail, victim + " browses " + copy + " after it was consumed");
        }
    }

    /** The message of a name that the victim came across; complains when it should not be there. */
    private @Nullable Mail find(MessageId id, String how, String mailbox) {
        Mail mail = mails.get(id);
        if (mail == null) {
            boolean over = id.number() <= finished.getOrDefault(id.producer(), -1);
            findings.add(over ? Kind.DUPLICATE : Kind.PHANTOM, victim + ' ' + how + " message " + id + " in " + mailbox
                    + (over ? ", which an earlier audit found finished" : ", which nobody intended to send"));
        } else if (mail.copyIn(mailbox) == null) {
            findings.add(Kind.PHANTOM, mail,
                    victim + ' ' + how + ' ' + mail + " in " + mailbox + ", where it does not belong");
        }
        return mail;
    }

    // --- ends ---------------------------------------------------------------------------------------------------

    /** The victim is dead, killed or not, and has said everything. */
    void onDeath(String how) {
        deaths++;
        for (Reader session : sessions.values()) {
            if (session.isAsking()) {
                interrupted.merge(session.mailbox(), 1, Integer::sum);
            }
        }
        sessions.clear();
        walks.clear();
        for (Deed deed : known) {
            if (!deed.fate().isFinal()) {
                deed.onDeath();
                deed.note(victim + ": " + how + ", and the " + deed.kind() + " is " + deed.fate());
            }
        }
    }

    /** Everything was drained: looks whether it all came, and forgets what is over. */
    void audit() {
        vanished += new Audit(findings, interrupted).of(mails.values(), known);
        finished.putAll(highest);
        mails.clear();
        deeds.clear();
        known.clear();
        interrupted.clear();
    }

    /** What was found wrong so far. */
    Findings findings() {
        return findings;
    }

    /** The first number that each producer has not used yet. */
    int nextNumber(int producer) {
        return highest.getOrDefault(producer, 0) + 1;
    }

    /** How many messages were sent so far, or at least meant to be. */
    long intended() {
        return highest.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** How many receipts there were. */
    long received() {
        return received;
    }

    /** How many messages were acknowledged by a {@code receive} that a death kept from returning. */
    int vanished() {
        return vanished;
    }

    /** The messages that are not forgotten yet. */
    Collection<Mail> mails() {
        return List.copyOf(mails.values());
    }

    private String at(Line said) {
        return victim + ": " + said.verb() + ' ' + said.text();
    }
}
