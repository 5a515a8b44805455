// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripted histories: every broken promise is seen, and what only looks like one is not. */
class BookTest {

    private static final String PLAIN = " kill.plain";

    private final Book book = new Book();

    @BeforeEach
    void firstVictim() {
        book.begin("victim");
    }

    private void say(String... lines) {
        for (String line : lines) {
            book.apply(Objects.requireNonNull(Line.parse(line), line));
        }
    }

    private void die() {
        book.onDeath("IN_LOAD");
        book.begin("next");
        say("SCANNED");
    }

    /** Takes messages out as a drain does. */
    private void drain(String... lines) {
        say("OPEN d DRAIN kill.plain");
        say(lines);
        say("ACK d", "ACKED d", "CLOSE d", "CLOSED d");
        book.audit();
    }

    private void sent(String id) {
        say("INTEND - " + id + " 4 0" + PLAIN, "SENT " + id);
    }

    private void assertFound(Findings.Kind kind, String words) {
        assertThat(book.findings().toString()).contains("1 finding(s)").contains(kind + ": ").contains(words);
    }

    private void assertFine() {
        assertThat(book.findings().isEmpty()).as(book.findings().toString()).isTrue();
    }

    // --- what is fine -------------------------------------------------------------------------------------------

    @Test
    void findsNothingInAnOrdinaryLife() {
        sent("1.1");
        sent("1.2");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "ACK c", "ACKED c");
        die();
        drain("GOT d - 1.2 1 - 0");
        assertFine();
        assertThat(book.received()).isEqualTo(2);
        assertThat(book.nextNumber(1)).isEqualTo(3);
        assertThat(book.nextNumber(2)).isEqualTo(1);
        assertThat(book.mails()).isEmpty();
    }

    @Test
    void leavesOpenWhatADeathInterrupted() {
        say("INTEND - 1.1 4 0" + PLAIN, "INTEND t1 2.1 4 0" + PLAIN, "INTEND t1 2.2 4 0" + PLAIN, "COMMIT t1");
        die();
        drain("GOT d - 2.1 1 - 0", "GOT d - 2.2 1 - 0");
        assertFine();
    }

    @Test
    void leavesOpenWhetherTheLastMessageWasAcknowledged() {
        sent("1.1");
        sent("2.1");
        say("OPEN a LISTENER kill.plain", "GOT a - 1.1 1 - 0", "OPEN b LISTENER kill.plain", "GOT b - 2.1 1 - 0");
        die();
        drain("GOT d - 1.1 2 R 0");
        assertFine();
    }

    @Test
    void allowsADeathToHideWhatAReceiveWasAboutToReturn() {
        sent("1.1");
        say("OPEN a AUTO kill.plain", "ASK a");
        die();
        drain();
        assertFine();
        assertThat(book.vanished()).isEqualTo(1);
    }

    @Test
    void acceptsAFlagWithoutAReceiptBecauseADeathMayHaveHiddenIt() {
        sent("1.1");
        die();
        drain("GOT d - 1.1 2 R 0");
        assertFine();
    }

    // --- lost ---------------------------------------------------------------------------------------------------

    @Test
    void seesALostMessage() {
        sent("1.1");
        die();
        drain();
        assertFound(Findings.Kind.LOST, "message 1.1 in kill.plain is gone");
    }

    @Test
    void seesAMessageLostInOneSubscriptionOnly() {
        say("INTEND - 1.1 4 0 private,shared", "SENT 1.1");
        say("OPEN d DRAIN private", "GOT d - 1.1 1 - 0", "ACK d", "ACKED d");
        book.audit();
        assertFound(Findings.Kind.LOST, "message 1.1 in shared");
    }

    @Test
    void seesACommittedMessageLost() {
        say("INTEND t1 1.1 4 0" + PLAIN, "COMMIT t1", "COMMITTED t1");
        drain();
        assertFound(Findings.Kind.LOST, "message 1.1");
    }

    @Test
    void seesAMessageLostThatWasReceivedAndNeverAcknowledged() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0");
        die();
        drain();
        assertFound(Findings.Kind.LOST, "received 1 time(s)");
    }

    @Test
    void seesAMessageLostByARollback() {
        sent("1.1");
        say("OPEN c TRANSACTED kill.plain", "GOT c t1 1.1 1 - 0", "ROLLBACK t1", "ROLLEDBACK t1");
        drain();
        assertFound(Findings.Kind.LOST, "message 1.1");
    }

    @Test
    void seesTheSecondOfTwoMessagesLostWhereOneCallWasInterrupted() {
        sent("1.1");
        sent("1.2");
        say("OPEN a AUTO kill.plain", "ASK a");
        die();
        drain();
        assertFound(Findings.Kind.LOST, "is gone");
    }

    @Test
    void aCallThatHasReturnedHidesNothing() {
        sent("1.1");
        say("OPEN a AUTO kill.plain", "ASK a", "NONE a");
        die();
        drain();
        assertFound(Findings.Kind.LOST, "message 1.1");
    }

    // --- phantoms -----------------------------------------------------------------------------------------------

    @Test
    void seesAMessageThatNobodySent() {
        drain("GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.PHANTOM, "nobody intended");
    }

    @Test
    void seesAMessageOfARolledBackTransaction() {
        say("INTEND t1 1.1 4 0" + PLAIN, "ROLLBACK t1", "ROLLEDBACK t1");
        drain("GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.PHANTOM, "its sending is ABORTED");
    }

    @Test
    void seesAMessageOfATransactionThatDiedBeforeItsCommit() {
        say("INTEND t1 1.1 4 0" + PLAIN);
        die();
        drain("GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.PHANTOM, "its sending is ABORTED");
    }

    @Test
    void seesAMessageBeforeItsCommit() {
        say("INTEND t1 1.1 4 0" + PLAIN, "OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0");
        assertFound(Findings.Kind.PHANTOM, "its sending is OPEN");
    }

    @Test
    void seesAMessageOfABranchThatIsNotDecided() {
        say("INTEND x1 1.1 4 0" + PLAIN, "PREPARE x1", "PREPARED x1", "BROWSE w kill.plain", "SEEN w 1.1 kill.plain");
        assertFound(Findings.Kind.PHANTOM, "its sending is PREPARED");
    }

    @Test
    void seesAMessageInTheWrongPlace() {
        say("INTEND - 1.1 4 0 kill.timed", "SENT 1.1");
        say("OPEN d DRAIN kill.timed", "GOT d - 1.1 1 - 0", "ACK d", "ACKED d");
        drain("GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.PHANTOM, "where it does not belong");
    }

    // --- duplicates ---------------------------------------------------------------------------------------------

    @Test
    void seesAMessageAgainAfterItsAcknowledgement() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "ACK c", "ACKED c");
        die();
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.DUPLICATE, "has consumed");
    }

    @Test
    void seesAMessageAgainThoughTheSessionHasReceivedItsNext() {
        sent("1.1");
        sent("1.2");
        say("OPEN a LISTENER kill.plain", "GOT a - 1.1 1 - 0", "GOT a - 1.2 1 - 0");
        die();
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.DUPLICATE, "message 1.1");
    }

    @Test
    void seesAMessageAgainAfterItsBranchWasDecided() {
        sent("1.1");
        say("OPEN c TRANSACTED kill.plain", "GOT c x1 1.1 1 - 0", "PREPARE x1", "PREPARED x1", "DECIDE x1");
        die();
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.DUPLICATE, "which x1 has consumed");
    }

    @Test
    void seesAMessageThatTwoHold() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "OPEN e TRANSACTED kill.plain", "GOT e t1 1.1 2 R 0");
        assertFound(Findings.Kind.DUPLICATE, "which c holds");
    }

    @Test
    void seesAMessageAgainThatAnEarlierAuditFinished() {
        sent("1.1");
        drain("GOT d - 1.1 1 - 0");
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.DUPLICATE, "an earlier audit found finished");
    }

    @Test
    void seesABrowserShowWhatWasConsumedBefore() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "ACK c", "BROWSE w kill.plain", "ACKED c");
        say("SEEN w 1.1 kill.plain");
        assertFine();
        say("BROWSE v kill.plain", "SEEN v 1.1 kill.plain");
        assertFound(Findings.Kind.DUPLICATE, "after it was consumed");
    }

    // --- flags, counts, order, time -----------------------------------------------------------------------------

    @Test
    void seesAMissingFlag() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "RECOVER c");
        drain("GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.UNFLAGGED, "comes again unflagged");
    }

    @Test
    void acceptsACountThatIsOneShortAndNoneThatIsTwo() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0", "RECOVER c", "GOT c - 1.1 2 R 0", "RECOVER c");
        say("GOT c - 1.1 2 R 0", "RECOVER c");
        assertFine();
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.MISCOUNTED, "delivery count 2");
    }

    @Test
    void seesACountThatNothingExplains() {
        sent("1.1");
        drain("GOT d - 1.1 2 R 0");
        assertFound(Findings.Kind.MISCOUNTED, "after 0 receipts and 0 deaths");
    }

    @Test
    void seesOneMessageOvertakeAnother() {
        sent("1.1");
        sent("1.2");
        drain("GOT d - 1.2 1 - 0", "GOT d - 1.1 1 - 0");
        assertFound(Findings.Kind.DISORDER, "comes after number 2");
    }

    @Test
    void seesALowPriorityGoFirst() {
        say("INTEND - 1.1 3 0" + PLAIN, "SENT 1.1", "INTEND - 2.1 6 0" + PLAIN, "SENT 2.1");
        drain("GOT d - 1.1 1 - 0", "GOT d - 2.1 1 - 0");
        assertFound(Findings.Kind.DISORDER, "lower priority");
    }

    @Test
    void seesAMessageBeforeItsTime() {
        say("INTEND - 1.1 4 90" + PLAIN, "SENT 1.1");
        drain("GOT d - 1.1 1 - 5");
        assertFound(Findings.Kind.EARLY, "5 ms before");
    }

    // --- all or nothing -----------------------------------------------------------------------------------------

    @Test
    void seesHalfATransaction() {
        say("INTEND t1 1.1 4 0" + PLAIN, "INTEND t1 1.2 4 0" + PLAIN, "COMMIT t1");
        die();
        drain("GOT d - 1.2 1 - 0");
        assertFound(Findings.Kind.TORN, "has taken effect for message 1.2 in kill.plain but not for message 1.1");
    }

    @Test
    void seesATransactionThatSentButDidNotConsume() {
        sent("1.1");
        say("OPEN c TRANSACTED kill.plain", "GOT c t1 1.1 1 - 0", "INTEND t1 2.1 4 0" + PLAIN, "COMMIT t1");
        die();
        drain("GOT d - 1.1 2 R 0", "GOT d - 2.1 1 - 0");
        assertFound(Findings.Kind.TORN, "effect for message 2.1");
    }

    @Test
    void seesASendToATopicArriveInOneSubscriptionOnly() {
        say("INTEND - 1.1 4 0 private,shared");
        die();
        say("OPEN d DRAIN private", "GOT d - 1.1 1 - 0", "ACK d", "ACKED d");
        book.audit();
        assertFound(Findings.Kind.TORN, "but not for message 1.1 in shared");
    }

    // --- branches -----------------------------------------------------------------------------------------------

    @Test
    void decidesBranchesInDoubtAndHoldsTheBrokerToIt() {
        say("INTEND x1 1.1 4 0" + PLAIN, "PREPARE x1", "PREPARED x1", "DECIDE x1");
        say("INTEND x2 1.2 4 0" + PLAIN, "PREPARE x2", "PREPARED x2", "INTEND x3 1.3 4 0" + PLAIN, "PREPARE x3");
        book.onDeath("IN_LOAD");
        book.begin("next");
        say("INDOUBT x1", "INDOUBT x2", "INDOUBT x3", "SCANNED");
        assertThat(List.of(book.decide("x1", Verdict.ROLLBACK), book.decide("x2", Verdict.LEAVE)))
                .containsExactly(Verdict.COMMIT, Verdict.LEAVE);
        assertThat(book.decide("x2", Verdict.COMMIT)).isEqualTo(Verdict.COMMIT);
        assertThat(book.decide("x3", Verdict.COMMIT)).as("it was never prepared").isEqualTo(Verdict.ROLLBACK);
        say("COMMITTED x1", "COMMITTED x2", "ROLLEDBACK x3");
        assertFine();
        drain("GOT d - 1.2 1 - 0");
        assertFound(Findings.Kind.LOST, "message 1.1");
    }

    @Test
    void seesAForgottenBranch() {
        say("INTEND x1 1.1 4 0" + PLAIN, "PREPARE x1", "PREPARED x1");
        die();
        assertFound(Findings.Kind.BRANCH, "has forgotten branch x1");
    }

    @Test
    void seesABranchInDoubtThatIsOver() {
        say("INTEND x1 1.1 4 0" + PLAIN, "PREPARE x1", "PREPARED x1", "DECIDE x1", "COMMITTED x1");
        book.onDeath("IN_LOAD");
        say("INDOUBT x1");
        assertFound(Findings.Kind.BRANCH, "but it is COMMITTED");
    }

    @Test
    void seesABranchInDoubtThatNobodyKnows() {
        say("INDOUBT x9");
        assertFound(Findings.Kind.BRANCH, "nobody knows: x9");
    }

    @Test
    void seesAVoteThatDeniesWork() {
        say("INTEND x1 1.1 4 0" + PLAIN, "PREPARE x1", "READONLY x1");
        assertFound(Findings.Kind.BRANCH, "has work");
    }

    @Test
    void passesOnWhatTheVictimComplainsAbout() {
        say("TROUBLE sender-1: it hurts");
        assertFound(Findings.Kind.TROUBLE, "sender-1: it hurts");
    }

    @Test
    void tellsTheHistoryOfAMessage() {
        sent("1.1");
        say("OPEN c CLIENT kill.plain", "GOT c - 1.1 1 - 0");
        die();
        drain();
        assertThat(book.findings().toString())
                .containsSubsequence("INTEND - 1.1", "SENT", "GOT c - 1.1 1 - 0", "IN_LOAD, and the GROUP is ABORTED");
    }
}
