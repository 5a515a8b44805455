// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.DropUpload;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long large bodies live, and where they come from again. */
class LargeBodyTest {

    private static final Paging LITTLE = new Paging(2, 8, 2, 5);
    private static final long LENGTH = 2L * PutPart.BYTES + 3;

    private final ShiftingMedium medium = new ShiftingMedium();
    private CoreHarness core = core(Map.of());
    private TestClient sender = core.connect();
    private long uploads;

    private CoreHarness core(Map<String, DestinationPolicy> settings) {
        return CoreHarness.paging(medium, BrokerPolicy.defaults(), settings, LITTLE);
    }

    private void restart() {
        core.restart();
        sender = core.connect();
    }

    /** Three parts, of which each byte says which part it is in, begun at some value. */
    private long upload(TestClient client, int seed) {
        long upload = ++uploads;
        client.ask(new PutPart(upload, part(seed, PutPart.BYTES))).done();
        client.ask(new PutPart(upload, part(seed + 1, PutPart.BYTES))).done();
        client.ask(new PutPart(upload, part(seed + 2, 3))).done();
        return upload;
    }

    private static Bytes part(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return Bytes.wrap(bytes, 0, length);
    }

    private FrozenMessageBuilder large(FrozenMessageBuilder message, int seed) {
        return message.body(new LargeBody(upload(sender, seed), LENGTH, null));
    }

    private static List<Integer> fetch(TestClient client, FrozenMessage message) {
        LargeBody body = (LargeBody) message.body();
        assertThat(body.length()).isEqualTo(LENGTH);
        List<Integer> values = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            Reply reply = client.ask(new FetchPart(body.number(), part)).get();
            assertThat(reply).isInstanceOf(Reply.Part.class);
            Bytes bytes = ((Reply.Part) reply).bytes();
            assertThat(bytes.length()).isEqualTo(part < 2 ? PutPart.BYTES : 3);
            values.add((int) bytes.array()[bytes.offset()]);
        }
        return values;
    }

    private List<Integer> consume(String queue) {
        TestClient client = core.connect();
        long consumer = client.consume(queue, 1);
        Event.Deliver delivery = client.takeOne(consumer);
        List<Integer> values = fetch(client, delivery.message());
        client.settle(consumer, Outcome.ACCEPTED, delivery.delivery());
        client.ask(new FetchPart(((LargeBody) delivery.message().body()).number(), 0))
                .refused(ErrorCode.INVALID_DESTINATION);
        client.disconnect();
        return values;
    }

    private int bodies() {
        return core.state().bodies().size();
    }

    @Test
    void deliversTheParts() {
        sender.send(large(core.toQueue("q"), 1)).done();

        assertThat(consume("q")).containsExactly(1, 2, 3);
        assertThat(bodies()).isZero();
    }

    @Test
    void survivesRestartsAndRelocation() {
        sender.send(large(core.toQueue("q"), 1)).done();
        sender.send(large(core.toQueue("q"), 11)).done();
        restart();
        core.checkpoint();
        core.checkpoint();
        restart();
        core.checkpoint();
        sender.send(large(core.toQueue("q"), 21)).done();

        assertThat(consume("q")).containsExactly(1, 2, 3);
        assertThat(consume("q")).containsExactly(11, 12, 13);
        assertThat(consume("q")).containsExactly(21, 22, 23);
    }

    @Test
    void givesNumbersOnlyOnce() {
        sender.send(large(core.toQueue("q"), 1)).done();
        core.checkpoint();
        restart();
        sender.send(large(core.toQueue("r"), 11)).done();

        assertThat(consume("q")).containsExactly(1, 2, 3);
        assertThat(consume("r")).containsExactly(11, 12, 13);
    }

    @Test
    void keepsItsPlaceInABacklog() {
        for (int i = 0; i < 5; i++) {
            sender.send(core.toQueue("q")).done();
        }
        sender.send(large(core.toQueue("q"), 1)).done();
        for (int i = 0; i < 5; i++) {
            sender.send(core.toQueue("q")).done();
        }
        core.checkpoint();
        restart();
        TestClient client = core.connect();
        long consumer = client.consume("q", 11);
        List<Event.Deliver> deliveries = client.takeDeliveries(consumer);

        assertThat(deliveries).hasSize(11);
        assertThat(fetch(client, deliveries.get(5).message())).containsExactly(1, 2, 3);
    }

    @Test
    void countsInFullForItsQueueAndNotForMemory() {
        long before = core.statistics().memoryBytes();
        sender.send(large(core.toQueue("q"), 1)).done();

        assertThat(core.queue("q").bytes()).isGreaterThan(LENGTH);
        assertThat(core.statistics().memoryBytes() - before).isLessThan(1_000);
    }

    @Test
    void isSharedBySubscriptionsUntilTheLastOneHasIt() {
        TestClient client = core.connect("client");
        List<Long> consumers = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            consumers.add(client.open(TestClient.named("t", name, true, false), null));
        }
        sender.send(large(core.toTopic("t"), 1)).done();
        assertThat(bodies()).isOne();
        for (long consumer : consumers) {
            client.credit(consumer, 1);
            Event.Deliver delivery = client.takeOne(consumer);
            assertThat(fetch(client, delivery.message())).containsExactly(1, 2, 3);
            client.settle(consumer, Outcome.ACCEPTED, delivery.delivery());
        }
        assertThat(bodies()).isZero();
    }

    @Test
    void goesWithDeletedSubscriptions() {
        TestClient client = core.connect("client");
        for (String name : List.of("a", "b")) {
            client.close(client.open(TestClient.named("t", name, true, false), null));
        }
        sender.send(large(core.toTopic("t"), 1)).done();
        client.unsubscribe("a").done();
        assertThat(bodies()).isOne();
        client.unsubscribe("b").done();

        assertThat(bodies()).isZero();
    }

    @Test
    void isNotKeptForATopicThatNobodyHears() {
        sender.send(large(core.toTopic("nobody"), 1)).done();

        assertThat(bodies()).isZero();
    }

    @Test
    void staysForARedeliveryAndInTheDeadLetters() {
        sender.send(large(core.toQueue("q"), 1)).done();
        TestClient client = core.connect();
        long consumer = client.open("q");
        for (int attempt = 1; attempt <= DestinationPolicy.DEFAULT.redelivery().maxDeliveryAttempts(); attempt++) {
            client.credit(consumer, 1);
            core.time().advance(60_000);
            Event.Deliver delivery = client.takeOne(consumer);
            assertThat(fetch(client, delivery.message())).containsExactly(1, 2, 3);
            client.settle(consumer, Outcome.FAILED, delivery.delivery());
        }
        core.checkpoint();
        restart();

        assertThat(consume("DLQ.q")).containsExactly(1, 2, 3);
        assertThat(bodies()).isZero();
    }

    @Test
    void goesWhenItsMessageExpires() {
        sender.send(large(core.toQueue("q").expirationMillis(core.time().millis() + 10), 1)).done();
        core.time().advance(20);

        assertThat(bodies()).isZero();
    }

    @Test
    void belongsToItsTransactionUntilTheEnd() {
        sender.send(large(core.toQueue("q"), 1), 7).done();
        sender.send(large(core.toQueue("q"), 11), 8).done();
        assertThat(bodies()).isEqualTo(2);
        sender.rollback(7).done();
        assertThat(bodies()).isOne();
        sender.commit(8).done();

        assertThat(consume("q")).containsExactly(11, 12, 13);
    }

    @Test
    void goesWithTheConnectionOfItsTransaction() {
        sender.send(large(core.toQueue("q"), 1), 7).done();
        sender.lose();

        assertThat(bodies()).isZero();
    }

    @Test
    void survivesInAPreparedBranch() {
        for (byte number : new byte[] {1, 2}) {
            BranchId branch = branch(number);
            sender.ask(new JoinBranch(branch, JoinBranch.How.NEW, -number, 0));
            sender.ask(new Send(large(core.toQueue("q"), number).build(), -number)).done();
            sender.ask(new LeaveBranch(branch, -number, LeaveBranch.How.SUCCESS, List.of()));
            assertThat(sender.ask(new PrepareBranch(branch)).get()).isEqualTo(new Reply.Voted(Vote.DONE));
        }
        restart();
        core.checkpoint();
        restart();
        assertThat(bodies()).isEqualTo(2);
        sender.ask(new CommitBranch(branch(1), false));
        sender.ask(new RollbackBranch(branch(2), List.of()));

        assertThat(bodies()).isOne();
        assertThat(consume("q")).containsExactly(1, 2, 3);
    }

    private static BranchId branch(int number) {
        return new BranchId(1, Bytes.copyOf(new byte[] {(byte) number}), Bytes.copyOf(new byte[] {1}));
    }

    @Test
    void isForgottenWhenItsMessageNeverComes() {
        long dropped = upload(sender, 1);
        sender.ask(new DropUpload(dropped)).done();
        assertThat(bodies()).isZero();
        upload(sender, 11);
        assertThat(bodies()).isOne();
        assertThat(core.state().bodies().unsentBytes()).isEqualTo(LENGTH);
        sender.lose();

        assertThat(bodies()).isZero();
        assertThat(core.state().bodies().unsentBytes()).isZero();
    }

    @Test
    void isForgottenByARestartInTheMiddle() {
        upload(sender, 1);
        core.checkpoint();
        restart();

        assertThat(bodies()).isZero();
        assertThat(CoreHarness.imageOf(core.state())).noneMatch(PartsKept.class::isInstance);
    }

    @Test
    void goesWithAMessageThatIsNotPersistent() {
        sender.send(large(core.toQueue("q").persistent(false), 1)).done();
        core.checkpoint();
        restart();
        assertThat(bodies()).isZero();
        sender.send(large(core.toQueue("q").persistent(false), 11)).done();

        assertThat(consume("q")).containsExactly(11, 12, 13);
    }

    @Test
    void isWrittenIntoAnImageOnce() {
        sender.send(large(core.toQueue("q"), 1)).done();
        List<Fact> image = CoreHarness.imageOf(core.state());

        assertThat(image).filteredOn(PartsKept.class::isInstance).singleElement().satisfies(fact ->
                assertThat(((PartsKept) fact).refs()).hasSize(3));
    }

    @Test
    void isShownToWhoeverWasGivenItsMessageOnly() {
        sender.send(large(core.toQueue("q"), 1)).done();
        TestClient browser = core.connect();
        sender.ask(new FetchPart(1, 0)).refused(ErrorCode.INVALID_DESTINATION);
        FrozenMessage seen = browser.browse("q", null, 0, 10).messages().get(0);

        assertThat(fetch(browser, seen)).containsExactly(1, 2, 3);
        browser.ask(new FetchPart(1, 3)).refused(ErrorCode.INVALID_DESTINATION);
        browser.ask(new FetchPart(1, -1)).refused(ErrorCode.INVALID_DESTINATION);
        browser.disconnect();
        core.connect().ask(new FetchPart(1, 0)).refused(ErrorCode.INVALID_DESTINATION);
    }

    @Test
    void refusesAMessageWhoseBytesDidNotCome() {
        long upload = upload(sender, 1);
        sender.send(core.toQueue("q").body(new LargeBody(upload, LENGTH + 1, null))).refused(ErrorCode.MESSAGE_FORMAT);
        sender.send(core.toQueue("q").body(new LargeBody(99, LENGTH, null))).refused(ErrorCode.ILLEGAL_STATE);
        core.connect().send(core.toQueue("q").body(new LargeBody(upload, LENGTH, null)))
                .refused(ErrorCode.ILLEGAL_STATE);
        sender.send(core.toQueue("q").body(new LargeBody(upload, LENGTH, null))).done();
        sender.send(core.toQueue("q").body(new LargeBody(upload, LENGTH, null))).refused(ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void refusesPartsOfOtherLengths() {
        sender.ask(new PutPart(1, part(1, 0))).refused(ErrorCode.MESSAGE_FORMAT);
        sender.ask(new PutPart(1, part(1, PutPart.BYTES + 1))).refused(ErrorCode.MESSAGE_FORMAT);
        sender.ask(new PutPart(1, part(1, 5))).done();
        sender.ask(new PutPart(1, part(1, 5))).refused(ErrorCode.MESSAGE_FORMAT);
        sender.ask(new PutPart(0, part(1, 5))).refused(ErrorCode.MESSAGE_FORMAT);
    }

    @Test
    void answersAMessageThatComesTwice() {
        FrozenMessageBuilder message = core.toQueue("q");
        sender.send(large(message, 1)).done();
        sender.ask(new Send(large(message, 11).build(), 0, true)).done();

        assertThat(bodies()).isOne();
        assertThat(consume("q")).containsExactly(1, 2, 3);
    }

    @Test
    void waitsForRoomWithItsParts() {
        core = core(Map.of("#", DestinationPolicy.DEFAULT.withLimits(Limits.DEFAULT.withMaxMessages(1))));
        sender = core.connect();
        sender.send(core.toQueue("q").persistent(false)).done();
        TestClient.Answer answer = sender.send(large(core.toQueue("q").persistent(false), 1));
        assertThat(answer.isThere()).isFalse();
        TestClient client = core.connect();
        client.settleAll(client.consume("q", 1), Outcome.ACCEPTED);
        client.disconnect();

        answer.done();
        assertThat(consume("q")).containsExactly(1, 2, 3);
    }

    @Test
    void takesMemoryInAStoreOnTheHeapAndGivesItBack() {
        core = CoreHarness.with(BrokerPolicy.defaults().withMaxMemoryBytes(4L * PutPart.BYTES), Map.of());
        sender = core.connect();
        sender.send(large(core.toQueue("q"), 1)).done();
        assertThat(core.statistics().memoryBytes()).isGreaterThan(LENGTH);
        sender.ask(new PutPart(99, part(1, PutPart.BYTES))).done();
        sender.ask(new PutPart(99, part(1, PutPart.BYTES))).refused(ErrorCode.RESOURCE_LIMIT);
        sender.ask(new DropUpload(99)).done();

        assertThat(consume("q")).containsExactly(1, 2, 3);
        assertThat(core.statistics().memoryBytes()).isZero();
    }

    @Test
    void survivesTheBrokerInAStoreOnTheHeap() {
        core = CoreHarness.plain();
        sender = core.connect();
        sender.send(large(core.toQueue("q"), 1)).done();
        core.checkpoint();
        restart();
        sender.ask(new Send(core.message(Address.queue("q")).build(), 0)).done();
        restart();

        assertThat(consume("q")).containsExactly(1, 2, 3);
    }

    @Test
    void givesAStoreOnTheHeapReasonToLetGo() {
        core = CoreHarness.plain();
        sender = core.connect();
        long sent = 0;
        for (int i = 0; sent < 70L << 20; i++) {
            sender.send(large(core.toQueue("q"), i % 50)).done();
            assertThat(consume("q")).hasSize(3);
            sent += LENGTH;
        }

        assertThat(core.state().bodies().freedBytes()).as("since the last checkpoint").isLessThan(10L << 20);
    }
}
