// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.tck.conformance.Section;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("10 Exceptions: class, code, cause and sentence")
@Section("10.3")
class ExceptionsTest extends Sending {

    private TestBroker test;
    private JMSContext context;

    @SuppressWarnings("NullAway.Init") // set before each test
    ExceptionsTest() {}

    @Override
    void beforeConnecting() {
        Limits one = Limits.DEFAULT.withMaxMessages(1).withFullPolicy(FullPolicy.FAIL);
        BrokerSettings plain = BrokerSettings.named(broker);
        test = closing(TestBroker.start(
                new BrokerSettings(broker, plain.policy(), Map.of(
                        "small", io.ternmq.api.policy.DestinationPolicy.DEFAULT.withLimits(one),
                        "forbidden", io.ternmq.api.policy.DestinationPolicy.DEFAULT.withAutoCreate(false))),
                new Faults(Faults.seedOfThisRun(5))));
    }

    @BeforeEach
    void open() {
        context = context(JMSContext.AUTO_ACKNOWLEDGE);
    }

    private void send(String to) throws JMSException {
        session.createProducer(session.createQueue(to)).send(text("x"));
    }

    // --- codes --------------------------------------------------------------------------------------------------

    @Test
    @Section("10.2")
    void codesAreStableAndDifferent() {
        List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("TERN-\\d{3}"));
        assertThat(ErrorCode.INVALID_DESTINATION.code()).isEqualTo("TERN-101");
        assertThat(ErrorCode.RESOURCE_LIMIT.code()).isEqualTo("TERN-301");
        assertThat(ErrorCode.ILLEGAL_STATE.code()).isEqualTo("TERN-401");
        assertThat(ErrorCode.CONNECTION_LOST.code()).isEqualTo("TERN-601");
    }

    @Test
    @Section("10.2")
    void aRefusalOfTheBrokerIsLinkedAndTheCause() {
        JMSException refusal = Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                () -> send("forbidden"));
        assertThat(refusal.getLinkedException()).isNotNull().isSameAs(refusal.getCause());
    }

    @Test
    @Section("10.2")
    void anUncheckedExceptionHasTheCheckedOneAsItsCause() {
        JMSRuntimeException refusal = Refusal.twin(
                InvalidDestinationRuntimeException.class, ErrorCode.INVALID_DESTINATION,
                () -> context.createProducer().send(context.createQueue("forbidden"), "x"));
        assertThat(((JMSException) Objects.requireNonNull(refusal.getCause())).getErrorCode())
                .isEqualTo(refusal.getErrorCode());
    }

    @Test
    @Section("10.2")
    void theClassicInterfacesThrowNothingUncheckedForTheirOwnTroubles() {
        Refusal.of(JMSException.class, () -> connection.createSession(17));
        Refusal.of(JMSException.class, () -> session.createProducer(queue).setPriority(10));
        Refusal.of(IllegalStateException.class, session::commit);
        Refusal.of(InvalidDestinationException.class, () -> session.createConsumer(null));
    }

    @Test
    @Section("10.2")
    void theSimplifiedInterfacesThrowTheSameUnchecked() {
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, () -> context.createContext(17));
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING,
                () -> context.createProducer().setPriority(10));
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, context::commit);
        Refusal.twin(InvalidDestinationRuntimeException.class, ErrorCode.INVALID_DESTINATION,
                () -> context.createConsumer(null));
    }

    // --- the standard exceptions --------------------------------------------------------------------------------

    @Test
    void committingWithoutATransactionIsAnIllegalState() {
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, session::commit);
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, session::rollback);
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, context::commit);
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, context::rollback);
    }

    @Test
    void recoveringATransactionIsAnIllegalState() throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, work::recover);
        JMSContext works = context(JMSContext.SESSION_TRANSACTED);
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, works::recover);
    }

    @Test
    void whatIsClosedIsAnIllegalState() throws Exception {
        session.close();
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, session::createMessage);
        connection.close();
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, connection::createSession);
        context.close();
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, context::createMessage);
    }

    @Test
    void aClientIdentifierThatIsTakenIsInvalid() throws Exception {
        startedAs("taken");
        Connection second = stopped();
        Refusal.of(InvalidClientIDException.class, ErrorCode.INVALID_CLIENT_ID, () -> second.setClientID("taken"));
        JMSContext third = context(JMSContext.AUTO_ACKNOWLEDGE);
        Refusal.twin(InvalidClientIDRuntimeException.class, ErrorCode.INVALID_CLIENT_ID,
                () -> third.setClientID("taken"));
    }

    @Test
    void aDestinationThatMayNotBeMadeIsInvalid() {
        Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION, () -> send("forbidden"));
        Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                () -> session.createConsumer(session.createQueue("forbidden")));
        Refusal.of(InvalidDestinationException.class, () -> session.unsubscribe("nobody"));
        Refusal.of(InvalidDestinationRuntimeException.class, () -> context.unsubscribe("nobody"));
    }

    @Test
    void aSelectorThatIsNoneIsInvalidAndSaysWhere() {
        InvalidSelectorException refusal = Refusal.of(InvalidSelectorException.class, ErrorCode.INVALID_SELECTOR,
                () -> session.createConsumer(queue, "a = = b"));
        assertThat(refusal).hasMessageContaining("^");
        Refusal.twin(InvalidSelectorRuntimeException.class, ErrorCode.INVALID_SELECTOR,
                () -> context.createConsumer(queue, "a = = b"));
        Refusal.of(InvalidSelectorException.class, () -> session.createBrowser(queue, "like like").getEnumeration());
    }

    @Test
    void readingBeyondTheEndIsToldApart() throws Exception {
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeByte((byte) 1);
        bytes.reset();
        Refusal.of(MessageEOFException.class, bytes::readLong);
        StreamMessage stream = session.createStreamMessage();
        stream.reset();
        Refusal.of(MessageEOFException.class, stream::readString);
    }

    @Test
    void aTypeThatDoesNotFitIsAQuestionOfFormat() throws Exception {
        StreamMessage stream = session.createStreamMessage();
        Refusal.of(MessageFormatException.class, ErrorCode.MESSAGE_FORMAT,
                () -> stream.writeObject(List.of()));
        stream.writeBoolean(true);
        stream.reset();
        Refusal.of(MessageFormatException.class, ErrorCode.MESSAGE_FORMAT, stream::readShort);
        Refusal.of(MessageFormatException.class, ErrorCode.MESSAGE_FORMAT,
                () -> session.createMessage().setObjectProperty("p", List.of()));
        Refusal.twin(MessageFormatRuntimeException.class, ErrorCode.MESSAGE_FORMAT,
                () -> context.createProducer().setProperty("p", List.of()));
    }

    @Test
    void aTextThatIsNoNumberIsNoQuestionOfFormat() throws Exception {
        StreamMessage stream = session.createStreamMessage();
        stream.writeString("seven");
        stream.reset();
        Refusal.of(NumberFormatException.class, stream::readInt);
        JMSProducer producer = context.createProducer().setProperty("p", "seven");
        Refusal.of(NumberFormatException.class, () -> producer.getLongProperty("p"));
    }

    @Test
    void whatIsBeingWrittenIsNotReadable() throws Exception {
        BytesMessage bytes = session.createBytesMessage();
        Refusal.of(MessageNotReadableException.class, bytes::readByte);
        Refusal.of(MessageNotReadableException.class, session.createStreamMessage()::readString);
    }

    @Test
    void whatWasReceivedIsNotWriteable() throws Exception {
        send("place");
        var received = (jakarta.jms.TextMessage) take(queue);
        Refusal.of(MessageNotWriteableException.class, () -> received.setText("other"));
        Refusal.of(MessageNotWriteableException.class, () -> received.setIntProperty("p", 1));
        Refusal.of(MessageNotWriteableRuntimeException.class,
                () -> context.createProducer().setProperty("p", 1).send(queue, received));
    }

    @Test
    void aQueueThatIsFullIsAQuestionOfResources() throws Exception {
        send("small");
        ResourceAllocationException refusal = Refusal.of(
                ResourceAllocationException.class, ErrorCode.RESOURCE_LIMIT, () -> send("small"));
        assertThat(refusal).hasMessageContaining("small");
        Refusal.twin(ResourceAllocationRuntimeException.class, ErrorCode.RESOURCE_LIMIT,
                () -> context.createProducer().send(context.createQueue("small"), "x"));
    }

    @Test
    void aCommitThatIsRefusedHasRolledBack() throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        work.createProducer(queue).send(work.createTextMessage("x"));
        test.faults().store().failAppend(1);
        TransactionRolledBackException refusal = Refusal.of(
                TransactionRolledBackException.class, ErrorCode.TRANSACTION_ROLLED_BACK, work::commit);
        assertThat(refusal.getLinkedException()).isNotNull();
        test.takeFailures();
    }

    @Test
    void aCommitOfAContextThatIsRefusedHasRolledBack() {
        JMSContext work = context(JMSContext.SESSION_TRANSACTED);
        work.createProducer().send(queue, "x");
        test.faults().store().failAppend(1);
        Refusal.twin(TransactionRolledBackRuntimeException.class, ErrorCode.TRANSACTION_ROLLED_BACK, work::commit);
        test.takeFailures();
    }

    // --- troubles that have no class of their own ---------------------------------------------------------------

    @Test
    @Section("10.2")
    void aLostConnectionSaysSo() throws Exception {
        // Who waits for an answer may hear of the loss before the others do.
        CountDownLatch told = new CountDownLatch(2);
        connection.setExceptionListener(loss -> told.countDown());
        context.setExceptionListener(loss -> told.countDown());
        test.faults().link().loseAllConnections();
        assertThat(told.await(20, TimeUnit.SECONDS)).as("both were told").isTrue();
        Refusal.of(JMSException.class, ErrorCode.CONNECTION_LOST, () -> send("place"));
        Refusal.of(JMSException.class, ErrorCode.CONNECTION_LOST, connection::createSession);
        Refusal.twin(JMSRuntimeException.class, ErrorCode.CONNECTION_LOST,
                () -> context.createProducer().send(queue, "x"));
    }

    @Test
    @Section("10.2")
    void aBrokerThatDoesNotAnswerSaysNothingSoTheClientDoes() throws Exception {
        Connection patient = closing(factory.createConnection());
        Session slow = patient.createSession();
        test.faults().link().holdReplies();
        CompletableFuture<JMSException> asking = elsewhere(() -> Refusal.of(
                JMSException.class, ErrorCode.TIMEOUT, slow::createTemporaryQueue));
        test.faults().link().awaitHeldReplies(1);
        test.clock().awaitSleepers(1);
        test.advance(Duration.ofMillis(ClientPolicy.DEFAULT.replyTimeoutMillis()));
        assertThat(soon(asking)).hasMessageContaining("did not answer");
        test.faults().link().releaseReplies();
    }

    @Test
    @Section("10.2")
    void aStoreThatFailsStopsTheBrokerAndSaysSo() {
        test.faults().store().failAppend(1);
        JMSException refusal = Refusal.of(JMSException.class, () -> send("place"));
        assertThat(refusal.getErrorCode())
                .isIn(ErrorCode.STORE_FAILED.code(), ErrorCode.CONNECTION_LOST.code());
        assertThat(refusal).hasMessageContaining("broker");
        test.takeFailures();
    }

    @Test
    @Section("10.2")
    void anAddressThatNobodyUnderstandsIsRefusedWithAdvice() throws Exception {
        var nowhere = new io.ternmq.api.client.TernConnectionFactory("carrier-pigeon://roof");
        JMSException refusal =
                Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, nowhere::createConnection);
        assertThat(refusal).hasMessageContaining("vm://");
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, nowhere::createContext);
    }

    @Test
    @Section({"10.2", "8.3.3"})
    void aSubscriptionThatIsInUseSaysSo() throws Exception {
        Session durable = startedAs("archive").createSession();
        durable.createDurableConsumer(topic, "kept");
        JMSException refusal = Refusal.of(JMSException.class, ErrorCode.SUBSCRIPTION_CONFLICT,
                () -> durable.createDurableConsumer(topic, "kept"));
        assertThat(refusal).hasMessageContaining("kept");
    }
}
