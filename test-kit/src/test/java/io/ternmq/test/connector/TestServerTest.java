// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextErrorCodes;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.Status;
import java.lang.reflect.Method;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TestServerTest {

    private final TestServer server = new TestServer();
    private final HandTransactions transactions = new HandTransactions();
    private final FakeResource resource = new FakeResource("here");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void runsWorkOnOtherThreadsAndCountsIt() throws Exception {
        CountDownLatch going = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Events events = new Events();
        server.workManager().scheduleWork(new Job(() -> {
            going.countDown();
            wait(leave);
        }), 0, null, events);
        assertThat(going.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.workManager().running()).isOne();
        server.workManager().doWork(new Job(() -> {}));
        assertThat(server.workManager().mostAtOnce()).isEqualTo(2);
        leave.countDown();
        assertThat(events.completed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events.types).containsExactly(
                WorkEvent.WORK_ACCEPTED, WorkEvent.WORK_STARTED, WorkEvent.WORK_COMPLETED);
        assertThat(server.workManager().accepted()).isEqualTo(2);
        assertThat(server.workManager().completed()).isEqualTo(2);
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusesWorkAndTellsOfWorkThatFails() throws Exception {
        Job failing = new Job(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(() -> server.workManager().doWork(failing)).isInstanceOf(WorkCompletedException.class);
        server.workManager().awaitIdle();
        assertThat(server.workManager().takeFailures()).isEmpty();
        server.workManager().scheduleWork(failing);
        server.workManager().awaitIdle();
        assertThat(server.workManager().takeFailures()).hasSize(1);
        server.workManager().refuse(true);
        assertThatThrownBy(() -> server.workManager().startWork(new Job(() -> {})))
                .isInstanceOf(WorkRejectedException.class);
    }

    @Test
    void commitsADeliveryOrRollsItBackWhenTheBeanThrows() throws Exception {
        boolean[] throwing = {false};
        TestEndpoints endpoints = new TestEndpoints(
                message -> {
                    if (throwing[0]) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                transactions);
        MessageEndpoint announced = endpoints.createEndpoint(resource);
        announced.beforeDelivery(onMessage());
        call(announced);
        announced.afterDelivery();
        assertThat(resource.told).containsExactly("start", "end", "commit at once");
        resource.told.clear();
        throwing[0] = true;
        assertThatThrownBy(() -> call(announced)).isInstanceOf(IllegalStateException.class);
        assertThat(resource.told).containsExactly("start", "end", "rollback");
        announced.release();
        assertThat(endpoints.calls()).isEqualTo(2);
        assertThat(endpoints.failures()).isOne();
        assertThat(endpoints.announced()).isOne();
        assertThat(endpoints.held()).isZero();
    }

    @Test
    void rollsADeliveryBackThatWasAnnouncedAndNeverEnded() throws Exception {
        TestEndpoints endpoints = new TestEndpoints(message -> {}, transactions);
        MessageEndpoint endpoint = endpoints.createEndpoint(resource);
        endpoint.beforeDelivery(onMessage());
        endpoint.release();
        assertThat(resource.told).containsExactly("start", "end", "rollback");
        assertThatThrownBy(endpoint::release).hasMessageContaining("released twice");
        assertThatThrownBy(() -> call(endpoint)).hasMessageContaining("was released");
    }

    @Test
    void makesNoMoreEndpointsThanItsLimit() throws Exception {
        TestEndpoints endpoints = new TestEndpoints(message -> {});
        endpoints.limit(1);
        MessageEndpoint only = endpoints.createEndpoint(null);
        assertThatThrownBy(() -> endpoints.createEndpoint(null)).isInstanceOf(UnavailableException.class);
        only.release();
        endpoints.createEndpoint(null).release();
        assertThat(endpoints.created()).isEqualTo(2);
    }

    private static Method onMessage() throws NoSuchMethodException {
        return MessageListener.class.getMethod("onMessage", Message.class);
    }

    @SuppressWarnings("NullAway") // the beans of these tests do not look at the message
    private static void call(MessageEndpoint endpoint) {
        ((MessageListener) endpoint).onMessage(null);
    }

    @Test
    void knowsNoTransactionOfOthers() throws Exception {
        XATerminator terminator = server.getXATerminator();
        Xid xid = new HandXid(new UUID(1, 2), 3, 4);
        assertThat(terminator.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
        assertUnknown(() -> terminator.prepare(xid));
        assertUnknown(() -> terminator.commit(xid, true));
        assertUnknown(() -> terminator.rollback(xid));
        assertUnknown(() -> terminator.forget(xid));
        ExecutionContext context = new ExecutionContext();
        context.setXid(xid);
        assertThatThrownBy(() -> server.getWorkManager().doWork(new Job(() -> {}), 0, context, null))
                .isInstanceOf(WorkRejectedException.class);
    }

    private static void assertUnknown(ThrowingCallable ending) {
        assertThatThrownBy(ending)
                .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                        .isEqualTo(XAException.XAER_NOTA));
    }

    @Test
    void refusesWorkWithContextsThatItSaysItDoesNotSupport() {
        assertThat(server.isContextSupported(HintsContext.class)).isFalse();
        Events events = new Events();
        Demanding work = new Demanding();
        assertThatThrownBy(() -> server.getWorkManager().startWork(work, 0, null, events))
                .isInstanceOfSatisfying(WorkCompletedException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(WorkContextErrorCodes.UNSUPPORTED_CONTEXT_TYPE));
        assertThat(events.types).containsExactly(WorkEvent.WORK_ACCEPTED, WorkEvent.WORK_COMPLETED);
        assertThatThrownBy(() -> server.getWorkManager().doWork(work, 0, new ExecutionContext(), null))
                .as("contexts of both kinds").isInstanceOf(WorkRejectedException.class);
    }

    @Test
    void saysThatItDoesNotKnowHowLongWorkWaitedForItsStart() throws Exception {
        assertThat(server.getWorkManager().startWork(new Job(() -> {}))).isEqualTo(WorkManager.UNKNOWN);
    }

    @Test
    void deliversToMethodsOfTheBeanOnlyAndToNoneOnceReleased() throws Exception {
        TestEndpoints endpoints = new TestEndpoints(message -> {}, transactions);
        Method other = Object.class.getMethod("toString");
        assertThatThrownBy(() -> endpoints.isDeliveryTransacted(other)).isInstanceOf(NoSuchMethodException.class);
        MessageEndpoint endpoint = endpoints.createEndpoint(null);
        assertThatThrownBy(() -> endpoint.beforeDelivery(other)).isInstanceOf(NoSuchMethodException.class);
        endpoint.release();
        assertThatThrownBy(() -> endpoint.beforeDelivery(onMessage())).hasMessageContaining("was released");
    }

    @Test
    void leavesNoTransactionBehindWhereTheResourceWasNotTakenIn() throws Exception {
        resource.failsAt = "start";
        MessageEndpoint endpoint = new TestEndpoints(message -> {}, transactions).createEndpoint(resource);
        assertThatThrownBy(() -> endpoint.beforeDelivery(onMessage())).isInstanceOf(ResourceException.class);
        assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    /** Work that brings contexts along. */
    private static final class Demanding implements Work, WorkContextProvider {

        private static final long serialVersionUID = 1L;

        @Override
        public void run() {
            throw new AssertionError("work ran without its context");
        }

        @Override
        public void release() {
            // never runs
        }

        @Override
        public List<WorkContext> getWorkContexts() {
            return List.of(new HintsContext());
        }
    }

    private record Job(Runnable task) implements Work {

        @Override
        public void run() {
            task.run();
        }

        @Override
        public void release() {
            // these jobs end by themselves
        }
    }

    private static final class Events implements WorkListener {

        final List<Integer> types = new CopyOnWriteArrayList<>();
        final CountDownLatch completed = new CountDownLatch(1);

        private void note(WorkEvent event) {
            types.add(event.getType());
        }

        @Override
        public void workAccepted(WorkEvent event) {
            note(event);
        }

        @Override
        public void workRejected(WorkEvent event) {
            note(event);
        }

        @Override
        public void workStarted(WorkEvent event) {
            note(event);
        }

        @Override
        public void workCompleted(WorkEvent event) {
            note(event);
            completed.countDown();
        }
    }
}
