// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.XASession;
import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which call is allowed when, and with which code the others are refused. */
@Section({"11.3.5", "XASession"})
class BranchStatesTest extends XaStage {

    @Test
    void refusesToBeginABranchTwice() throws Exception {
        Xid xid = sent("a");
        assertCode(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
        resource.rollback(xid);
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.rollback(xid);
    }

    @Test
    void refusesToBeginASecondBranchWhileOneIsActive() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid(), XAResource.TMNOFLAGS));
        resource.end(xid, XAResource.TMSUCCESS);
    }

    @ParameterizedTest
    @ValueSource(ints = {XAResource.TMJOIN, XAResource.TMRESUME})
    void refusesToJoinOrResumeAnUnknownBranch(int flags) {
        assertCode(XAException.XAER_NOTA, () -> resource.start(xid(), flags));
    }

    @Test
    void refusesToResumeWhatWasNotSuspended() throws Exception {
        Xid xid = sent("a");
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMRESUME));
    }

    @Test
    void refusesToJoinAPreparedBranch() throws Exception {
        Xid xid = sent("a");
        resource.prepare(xid);
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMJOIN));
        resource.rollback(xid);
    }

    @Test
    void refusesFlagsThatItDoesNotKnow() throws Exception {
        Xid xid = xid();
        assertCode(XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMSUCCESS));
        assertCode(XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMJOIN | XAResource.TMRESUME));
        resource.start(xid, XAResource.TMNOFLAGS);
        assertCode(XAException.XAER_INVAL, () -> resource.end(xid, XAResource.TMNOFLAGS));
        assertCode(XAException.XAER_INVAL, () -> resource.end(xid, XAResource.TMJOIN));
        assertCode(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMJOIN));
        resource.end(xid, XAResource.TMSUCCESS);
    }

    @Test
    void refusesABranchWithoutAName() {
        assertCode(XAException.XAER_INVAL, () -> resource.start(null, XAResource.TMNOFLAGS));
        assertCode(XAException.XAER_INVAL, () -> resource.prepare(null));
        assertCode(XAException.XAER_INVAL, () -> resource.commit(null, false));
        assertCode(XAException.XAER_INVAL, () -> resource.rollback(null));
        assertCode(XAException.XAER_INVAL, () -> resource.forget(null));
        assertCode(XAException.XAER_INVAL, () -> resource.end(null, XAResource.TMSUCCESS));
        assertCode(
                XAException.XAER_INVAL,
                () -> resource.start(new Name(1, "g".repeat(65), "b"), XAResource.TMNOFLAGS));
        assertCode(
                XAException.XAER_INVAL,
                () -> resource.start(new Name(1, "g", "b".repeat(65)), XAResource.TMNOFLAGS));
    }

    @Test
    void tellsNamesApartByEveryPart() throws Exception {
        Xid xid = new Name(1, "gg", "b");
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "a");
        resource.end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XAER_NOTA, () -> resource.prepare(new Name(2, "gg", "b")));
        assertCode(XAException.XAER_NOTA, () -> resource.prepare(new Name(1, "g", "gb")));
        assertCode(XAException.XAER_NOTA, () -> resource.prepare(new Name(1, "gg", "")));
        resource.commit(new Name(1, "gg", "b"), true);
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void refusesStepsOfAnUnknownBranch() {
        Xid xid = xid();
        assertCode(XAException.XAER_NOTA, () -> resource.end(xid, XAResource.TMSUCCESS));
        assertCode(XAException.XAER_NOTA, () -> resource.prepare(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, true));
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.forget(xid));
    }

    @Test
    void refusesStepsWhileASessionWorksInTheBranch() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertCode(XAException.XAER_PROTO, () -> resource.prepare(xid));
        assertCode(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        assertCode(XAException.XAER_PROTO, () -> resource.rollback(xid));
        resource.end(xid, XAResource.TMSUCCESS);
        resource.rollback(xid);
    }

    /** Some managers roll back by one of several resources before they end the others. */
    @Test
    void rollsBackThoughAnotherSessionWorksInTheBranch() throws Exception {
        send(onlooker, queue, "in");
        XASession late = closing(xaConnection().createXASession());
        MessageConsumer consumer = late.createConsumer(queue);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "out");
        late.getXAResource().start(xid, XAResource.TMJOIN);
        assertThat(next(consumer)).isEqualTo("in");
        send(late, queue, "out, too");
        resource.end(xid, XAResource.TMSUCCESS);
        resource.rollback(xid);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.start(xid, XAResource.TMJOIN));
        assertThatThrownBy(() -> send(late, queue, "out, too late")).isInstanceOf(JMSException.class);
        late.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
        consumer.close();
        assertThat(found(queue)).containsExactly("in");
    }

    @Test
    void refusesTwoPhasesWithoutPreparationAndOnePhaseWithIt() throws Exception {
        Xid xid = sent("a");
        assertCode(XAException.XAER_PROTO, () -> resource.commit(xid, false));
        resource.prepare(xid);
        assertCode(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        assertCode(XAException.XAER_PROTO, () -> resource.prepare(xid));
        assertCode(XAException.XAER_PROTO, () -> resource.forget(xid));
        resource.commit(xid, false);
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void refusesToEndTwice() throws Exception {
        Xid xid = sent("a");
        assertCode(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
        resource.rollback(xid);
    }

    @Test
    void suspendsAndResumes() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "inside 1");
        resource.end(xid, XAResource.TMSUSPEND);
        send(session, queue, "outside");
        assertThat(found(queue)).containsExactly("outside");
        assertCode(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUSPEND));
        resource.start(xid, XAResource.TMRESUME);
        send(session, queue, "inside 2");
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("inside 1", "inside 2");
    }

    @Test
    void endsWhatIsSuspended() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "a");
        resource.end(xid, XAResource.TMSUSPEND);
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        resource.commit(xid, false);
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void keepsInterleavedBranchesOfOneSessionApart() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        Xid first = xid();
        Xid second = xid();
        resource.start(first, XAResource.TMNOFLAGS);
        producer.send(session.createTextMessage("first 1"));
        resource.end(first, XAResource.TMSUSPEND);
        resource.start(second, XAResource.TMNOFLAGS);
        producer.send(session.createTextMessage("second"));
        resource.end(second, XAResource.TMSUCCESS);
        resource.start(first, XAResource.TMRESUME);
        producer.send(session.createTextMessage("first 2"));
        resource.end(first, XAResource.TMSUCCESS);
        resource.rollback(second);
        resource.commit(first, true);
        assertThat(found(queue)).containsExactly("first 1", "first 2");
    }

    @Test
    void letsSeveralSessionsWorkInOneBranch() throws Exception {
        send(onlooker, queue, "in");
        Xid xid = sent("one");
        XASession other = closing(xaConnection().createXASession());
        assertThat(resource.isSameRM(other.getXAResource())).isTrue();
        MessageConsumer consumer = other.createConsumer(queue);
        other.getXAResource().start(xid, XAResource.TMJOIN);
        assertThat(next(consumer)).isEqualTo("in");
        send(other, queue, "two");
        other.getXAResource().end(xid, XAResource.TMSUCCESS);
        consumer.close();
        assertThat(found(queue)).isEmpty();
        resource.prepare(xid);
        other.getXAResource().commit(xid, false);
        assertThat(found(queue)).containsExactly("one", "two");
    }

    @Test
    void joinsItsOwnBranchAgain() throws Exception {
        Xid xid = sent("one");
        resource.start(xid, XAResource.TMJOIN);
        send(session, queue, "two");
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("one", "two");
    }

    @Test
    void rollsBackWhatFailed() throws Exception {
        send(onlooker, queue, "in");
        MessageConsumer consumer = session.createConsumer(queue);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThat(next(consumer)).isEqualTo("in");
        send(session, queue, "out");
        resource.end(xid, XAResource.TMFAIL);
        consumer.close();
        assertThat(found(queue)).containsExactly("in");
        assertCode(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
    }

    @Test
    void rollsBackQuietlyWhatFailed() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "out");
        resource.end(xid, XAResource.TMFAIL);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.start(xid, XAResource.TMJOIN));
        resource.rollback(xid);
        assertThat(found(queue)).isEmpty();
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
    }

    @Test
    @Section({"6.2.15", "11.3.5", "XASession"})
    void leavesTheWorkOfASessionThatIsClosedWithinABranchToTheManager() throws Exception {
        send(onlooker, queue, "in");
        MessageConsumer consumer = session.createConsumer(queue);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThat(next(consumer)).isEqualTo("in");
        send(session, queue, "out");
        session.close();
        assertThat(found(queue)).isEmpty();
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        resource.commit(xid, false);
        assertThat(found(queue)).containsExactly("out");
    }

    @Test
    @Section({"6.2.15", "11.3.5", "XASession"})
    void endsOnlyOnceForASessionThatWasClosedWithinABranch() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "out");
        session.close();
        assertCode(XAException.XAER_RMFAIL, () -> resource.start(xid(), XAResource.TMNOFLAGS));
        resource.end(xid, XAResource.TMFAIL);
        assertCode(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
        resource.rollback(xid);
        assertThat(found(queue)).isEmpty();
    }

    /** What others have made of a branch in which the session was to go on does not keep it from closing in order. */
    @ParameterizedTest
    @ValueSource(strings = {"prepare", "commit", "roll back"})
    @Section({"11.3.5", "6.2.15", "XASession"})
    void closesThoughOthersEndedABranchInWhichItIsSuspended(String step) throws Exception {
        XAResource manager = closing(xaConnection().createXASession()).getXAResource();
        Xid suspended = xid();
        resource.start(suspended, XAResource.TMNOFLAGS);
        send(session, queue, "a");
        resource.end(suspended, XAResource.TMSUSPEND);
        if (step.equals("roll back")) {
            manager.rollback(suspended);
        } else {
            manager.prepare(suspended);
        }
        if (step.equals("commit")) {
            manager.commit(suspended, false);
        }
        Xid active = xid();
        resource.start(active, XAResource.TMNOFLAGS);
        session.close();
        assertThat(manager.prepare(active)).isEqualTo(XAResource.XA_RDONLY);
        assertThat(found(queue)).isEqualTo(step.equals("commit") ? List.of("a") : List.of());
    }

    @Test
    void findsPreparedBranchesAndNoOthers() throws Exception {
        Xid prepared = sent("a");
        resource.prepare(prepared);
        Xid ended = sent("b");
        Xid[] scan = resource.recover(XAResource.TMSTARTRSCAN);
        assertThat(List.of(scan)).singleElement().satisfies(found -> {
            assertThat(found.getFormatId()).isEqualTo(prepared.getFormatId());
            assertThat(found.getGlobalTransactionId()).isEqualTo(prepared.getGlobalTransactionId());
            assertThat(found.getBranchQualifier()).isEqualTo(prepared.getBranchQualifier());
        });
        assertThat(resource.recover(XAResource.TMNOFLAGS)).isEmpty();
        assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
        resource.commit(scan[0], false);
        assertThat(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
        resource.rollback(ended);
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void refusesToGoOnWithAScanThatIsNotOpen() throws Exception {
        assertCode(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMNOFLAGS));
        resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertCode(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMNOFLAGS));
        assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
    }

    @Test
    void keepsTheTimeoutThatItIsTold() throws Exception {
        assertThat(resource.getTransactionTimeout()).isZero();
        assertThat(resource.setTransactionTimeout(30)).isTrue();
        assertThat(resource.getTransactionTimeout()).isEqualTo(30);
        assertThat(resource.setTransactionTimeout(0)).isTrue();
        assertThat(resource.getTransactionTimeout()).isZero();
        assertCode(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
    }

    @Test
    void knowsItsOwnKind() throws Exception {
        assertThat(resource.isSameRM(resource)).isTrue();
        assertThat(resource.isSameRM(null)).isFalse();
        assertThat(Arrays.asList(resource, session.getXAResource())).containsOnly(resource);
    }

    @Test
    void saysThatTheResourceIsGoneWhenTheConnectionIsClosed() throws Exception {
        Xid xid = sent("a");
        resource.prepare(xid);
        connection.close();
        assertCode(XAException.XAER_RMFAIL, () -> resource.commit(xid, false));
        assertCode(XAException.XAER_RMFAIL, () -> resource.recover(XAResource.TMSTARTRSCAN));
        assertCode(XAException.XAER_RMFAIL, () -> resource.start(xid(), XAResource.TMNOFLAGS));
    }
}
