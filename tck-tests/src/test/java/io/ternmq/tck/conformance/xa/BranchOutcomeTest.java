// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.Objects;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** What the end of a branch does to its messages. */
@Section({"11.3.2", "11.3.3", "11.3.5", "XASession", "XAConnection"})
class BranchOutcomeTest extends XaStage {

    @Test
    void hidesWhatIsSentUntilTheBranchIsCommitted() throws Exception {
        Xid xid = sent("a", "b");
        assertThat(found(queue)).isEmpty();
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        assertThat(found(queue)).isEmpty();
        resource.commit(xid, false);
        assertThat(found(queue)).containsExactly("a", "b");
    }

    @Test
    void commitsInOnePhase() throws Exception {
        Xid xid = sent("a");
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void forgetsWhatWasSentWhenTheBranchIsRolledBack() throws Exception {
        Xid xid = sent("a");
        resource.rollback(xid);
        assertThat(found(queue)).isEmpty();
    }

    @Test
    void rollsBackWhatIsPrepared() throws Exception {
        send(onlooker, queue, "in");
        Xid taken = taken("in");
        resource.prepare(taken);
        Xid sent = sent("out");
        resource.prepare(sent);
        resource.rollback(taken);
        resource.rollback(sent);
        assertThat(found(queue)).containsExactly("in");
    }

    @Test
    void consumesForGoodOnlyAtCommit() throws Exception {
        send(onlooker, queue, "a", "b");
        Xid xid = taken("a");
        assertThat(found(queue)).containsExactly("b");
        resource.prepare(xid);
        resource.commit(xid, false);
        assertThat(found(queue)).isEmpty();
    }

    @Test
    void givesBackInOrderAndSaysSo() throws Exception {
        send(onlooker, queue, "a", "b", "c");
        MessageConsumer consumer = session.createConsumer(queue);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThat(next(consumer, 2)).containsExactly("a", "b");
        resource.end(xid, XAResource.TMSUCCESS);
        resource.rollback(xid);
        Xid again = xid();
        resource.start(again, XAResource.TMNOFLAGS);
        Message first = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(first)).isEqualTo("a");
        assertThat(first.getJMSRedelivered()).isTrue();
        assertThat(first.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(next(consumer, 2)).containsExactly("b", "c");
        resource.end(again, XAResource.TMSUCCESS);
        resource.commit(again, true);
        assertThat(found(queue)).isEmpty();
    }

    @Test
    void votesReadOnlyWithoutWorkAndForgetsTheBranch() throws Exception {
        Xid xid = sent();
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    }

    @Test
    void sendsToSubscribersOfTheMomentOfCommit() throws Exception {
        Topic topic = onlooker.createTopic("news");
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, topic, "a");
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        MessageConsumer late = onlooker.createConsumer(topic);
        resource.commit(xid, false);
        assertThat(next(late)).isEqualTo("a");
    }

    @Test
    void keepsWhatWasConsumedAfterItsConsumerAndSessionAreClosed() throws Exception {
        send(onlooker, queue, "a");
        Xid xid = taken("a");
        session.close();
        assertThat(found(queue)).isEmpty();
        resource.prepare(xid);
        resource.commit(xid, false);
        assertThat(found(queue)).isEmpty();
    }

    @Test
    void survivesItsConnectionOncePrepared() throws Exception {
        send(onlooker, queue, "in");
        Xid taken = taken("in");
        Xid sent = sent("out");
        resource.prepare(taken);
        resource.prepare(sent);
        connection.close();
        assertThat(found(queue)).isEmpty();
        XAResource other = xaConnection().createXASession().getXAResource();
        assertThat(other.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).hasSize(2);
        other.commit(taken, false);
        other.commit(sent, false);
        assertThat(found(queue)).containsExactly("out");
    }

    @Test
    @Section({"6.1.8", "11.3.2", "XAConnection"})
    void isDecidedByTheManagerAfterItsConnectionIsClosed() throws Exception {
        send(onlooker, queue, "in");
        Xid taken = taken("in");
        Xid sent = sent("out");
        connection.close();
        assertThat(found(queue)).isEmpty();
        assertThat(resource.prepare(sent)).isEqualTo(XAResource.XA_OK);
        resource.commit(sent, false);
        resource.rollback(taken);
        assertThat(found(queue)).containsExactly("in", "out");
        assertCode(XAException.XAER_RMFAIL, () -> resource.recover(XAResource.TMSTARTRSCAN));
    }

    @Test
    @Section({"6.1.8", "11.3.2", "XAConnection"})
    void isEndedAndDecidedAfterItsConnectionIsClosed() throws Exception {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, "out");
        connection.close();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("out");
    }

    @Test
    @Section({"6.1.8", "11.3.2", "XAConnection"})
    void keepsTheFinishedPartOfAConnectionWhileOthersTakePart() throws Exception {
        Xid xid = sent("first");
        XAConnection second = xaConnection();
        XASession other = second.createXASession();
        other.getXAResource().start(xid, XAResource.TMJOIN);
        send(other, queue, "second");
        other.getXAResource().end(xid, XAResource.TMSUCCESS);
        second.close();
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("first", "second");
    }
}
