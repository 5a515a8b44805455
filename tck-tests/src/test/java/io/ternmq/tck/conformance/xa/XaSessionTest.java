// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueSession;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicSession;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** The sessions, connections and contexts around the resource. */
@Section({"11.3.1", "11.3.2", "11.3.3", "11.3.4", "XASession", "XAConnection", "XAJMSContext"})
class XaSessionTest extends XaStage {

    @Test
    void saysThatItIsTransacted() throws Exception {
        assertThat(session.getTransacted()).isTrue();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(session.getSession().getTransacted()).isTrue();
    }

    @Test
    void leavesTheEndOfTransactionsToTheManager() throws Exception {
        assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(TransactionInProgressException.class);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
        assertThatThrownBy(() -> session.getSession().rollback()).isInstanceOf(TransactionInProgressException.class);
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
        resource.end(xid, XAResource.TMSUCCESS);
    }

    @Test
    void worksAtOnceOutsideOfBranches() throws Exception {
        send(session, queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        session.close();
        assertThat(found(queue)).containsExactly("b");
    }

    @Test
    void takesAcknowledgeForGrantedWithinABranch() throws Exception {
        send(onlooker, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        Message message = Objects.requireNonNull(consumer.receive(SOON));
        message.acknowledge();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.rollback(xid);
        consumer.close();
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void waitsForAsynchronousSendsBeforeTheBranchEnds() throws Exception {
        Xid xid = xid();
        CompletableFuture<String> completed = new CompletableFuture<>();
        resource.start(xid, XAResource.TMNOFLAGS);
        session.createProducer(queue).send(session.createTextMessage("a"), new jakarta.jms.CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                completed.complete("done");
            }

            @Override
            public void onException(Message message, Exception exception) {
                completed.completeExceptionally(exception);
            }
        });
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(completed).isCompletedWithValue("done");
        assertThat(found(queue)).isEmpty();
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("a");
    }

    /** Whoever waits for a callback must not hold up what the callback asks of the same resource. */
    @Test
    @Section({"7.3.4", "11.3.5", "XASession"})
    void answersACallbackThatItsEndWaitsFor() throws Exception {
        Xid other = sent("b");
        Xid xid = xid();
        CompletableFuture<String> waiting = new CompletableFuture<>();
        CompletableFuture<String> called = new CompletableFuture<>();
        resource.start(xid, XAResource.TMNOFLAGS);
        session.createProducer(queue).send(session.createTextMessage("a"), new jakarta.jms.CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                waiting.join();
                assertCode(XAException.XAER_RMFAIL, () -> resource.end(xid, XAResource.TMSUCCESS));
                assertCode(XAException.XAER_PROTO, () -> resource.start(xid(), XAResource.TMNOFLAGS));
                assertThatCode(() -> resource.rollback(other)).doesNotThrowAnyException();
                called.complete("done");
            }

            @Override
            public void onException(Message message, Exception exception) {
                called.completeExceptionally(exception);
            }
        });
        CompletableFuture<String> end = blocked(() -> {
            resource.end(xid, XAResource.TMSUCCESS);
            return "ended";
        });
        waiting.complete("now");
        assertThat(soon(end)).isEqualTo("ended");
        assertThat(called).isCompletedWithValue("done");
        resource.commit(xid, true);
        assertThat(found(queue)).containsExactly("a");
    }

    @Test
    void makesOrdinarySessionsToo() throws Exception {
        Session plain = closing(connection.createSession(false, Session.AUTO_ACKNOWLEDGE));
        send(plain, queue, "a");
        Session transacted = closing(connection.createSession(true, Session.SESSION_TRANSACTED));
        send(transacted, queue, "b");
        transacted.commit();
        assertThat(found(queue)).containsExactly("a", "b");
    }

    @Test
    @Section({"11.3.1", "11.3.2", "11.3.3", "XAQueueConnection", "XAQueueSession"})
    void keepsQueueSessionsToQueues() throws Exception {
        XAQueueConnection queues = closing(xaFactory().createXAQueueConnection());
        XAQueueSession xa = queues.createXAQueueSession();
        assertThat(queues.createXASession()).isInstanceOf(XAQueueSession.class);
        assertThat(queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).getTransacted()).isFalse();
        Xid xid = xid();
        xa.getXAResource().start(xid, XAResource.TMNOFLAGS);
        TextMessage message = xa.getQueueSession().createTextMessage("a");
        xa.getQueueSession().createSender(queue).send(message);
        xa.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertThat(found(queue)).isEmpty();
        xa.getXAResource().commit(xid, true);
        assertThat(found(queue)).containsExactly("a");
        assertThatThrownBy(() -> xa.createTopic("t")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> xa.getQueueSession().commit()).isInstanceOf(TransactionInProgressException.class);
    }

    @Test
    @Section({"11.3.1", "11.3.2", "11.3.3", "XATopicConnection", "XATopicSession"})
    void keepsTopicSessionsToTopics() throws Exception {
        XATopicConnection topics = closing(xaFactory().createXATopicConnection());
        XATopicSession xa = topics.createXATopicSession();
        assertThat(topics.createXASession()).isInstanceOf(XATopicSession.class);
        assertThat(topics.createTopicSession(true, Session.AUTO_ACKNOWLEDGE).getTransacted()).isTrue();
        Topic topic = xa.getTopicSession().createTopic("news");
        MessageConsumer subscriber = onlooker.createConsumer(topic);
        Xid xid = xid();
        xa.getXAResource().start(xid, XAResource.TMNOFLAGS);
        xa.getTopicSession().createPublisher(topic).publish(xa.createTextMessage("a"));
        xa.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertEmpty(subscriber);
        xa.getXAResource().commit(xid, true);
        assertThat(next(subscriber)).isEqualTo("a");
        assertThatThrownBy(() -> xa.createQueue("q")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void worksThroughAContext() throws Exception {
        XAJMSContext context = closing(xaFactory().createXAContext());
        JMSContext inner = context.getContext();
        assertThat(inner.getTransacted()).isTrue();
        assertThat(inner.getSessionMode()).isEqualTo(JMSContext.SESSION_TRANSACTED);
        Xid xid = xid();
        context.getXAResource().start(xid, XAResource.TMNOFLAGS);
        inner.createProducer().send(queue, "a");
        context.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertThat(found(queue)).isEmpty();
        assertThat(context.getXAResource().prepare(xid)).isEqualTo(XAResource.XA_OK);
        context.getXAResource().commit(xid, false);
        assertThat(found(queue)).containsExactly("a");
        assertThatThrownBy(context::commit).isInstanceOf(TransactionInProgressRuntimeException.class);
        assertThatThrownBy(inner::rollback).isInstanceOf(TransactionInProgressRuntimeException.class);
    }

    @Test
    void consumesThroughAContext() throws Exception {
        XAJMSContext context = closing(xaFactory().createXAContext());
        send(onlooker, queue, "a");
        var consumer = context.createConsumer(queue);
        Xid xid = xid();
        context.getXAResource().start(xid, XAResource.TMNOFLAGS);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        context.acknowledge();
        context.getXAResource().end(xid, XAResource.TMSUCCESS);
        context.getXAResource().rollback(xid);
        consumer.close();
        assertThat(found(queue)).containsExactly("a");
    }
}
