// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.ManualTime;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.Terms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that the broker sends by itself. The clock begins 1,000 seconds after 1970, at 00:16:40. */
class SchedulesTest {

    private static final String EACH_MINUTE = "* * * * *";
    private static final long MINUTE = 60_000;
    private static final long FIRST = 17 * MINUTE;

    private CoreHarness core = CoreHarness.plain();

    private static Terms cron(String name, Missed missed) {
        return new Terms(name, 0, EACH_MINUTE, "UTC", missed);
    }

    private static Terms at(String name, long millis, Missed missed) {
        return new Terms(name, millis, null, "UTC", missed);
    }

    private TestClient.Answer put(TestClient client, Terms terms, FrozenMessageBuilder message) {
        return client.ask(new PutSchedule(terms, message.timestampMillis(core.time().millis()).build()));
    }

    private static ScheduleState only(TestClient.Answer answer) {
        assertThat(answer.get()).isInstanceOf(Reply.Schedules.class);
        return ((Reply.Schedules) answer.get()).schedules().get(0);
    }

    private static List<ScheduleState> list(TestClient client, String prefix) {
        return ((Reply.Schedules) client.ask(new ListSchedules(prefix, "", 100)).get()).schedules();
    }

    private static List<Object> moments(List<Event.Deliver> deliveries) {
        return deliveries.stream().map(each -> moment(each.message())).toList();
    }

    private static Object moment(FrozenMessage message) {
        return String.valueOf(message.properties().get("JMS_TERN_ScheduledTime"));
    }

    private List<Event.Deliver> consumeAll(TestClient client, String queue) {
        long consumer = client.consume(queue, 10_000);
        List<Event.Deliver> deliveries = client.takeDeliveries(consumer);
        client.settle(consumer, Outcome.ACCEPTED, deliveries.stream().mapToLong(Event.Deliver::delivery).toArray());
        client.close(consumer);
        return deliveries;
    }

    @Test
    void eachRunIsAMessageOfItsOwn() {
        TestClient client = core.connect();
        FrozenMessageBuilder message =
                core.toQueue("q").priority(7).expirationMillis(ManualTime.START + 5_000).correlationId("c");
        assertThat(only(put(client, cron("tick", Missed.RUN_ONCE), message)).nextMillis()).isEqualTo(FIRST);
        long consumer = client.consume("q", 10);
        core.time().advance(FIRST - ManualTime.START);
        core.time().advance(MINUTE);

        List<Event.Deliver> runs = client.takeDeliveries(consumer);
        assertThat(moments(runs)).containsExactly("" + FIRST, "" + (FIRST + MINUTE));
        FrozenMessage second = runs.get(1).message();
        assertThat(second.id()).isNotEqualTo(runs.get(0).message().id());
        assertThat(second.timestampMillis()).isEqualTo(FIRST + MINUTE);
        assertThat(second.expirationMillis()).isEqualTo(FIRST + MINUTE + 5_000);
        assertThat(second.priority()).isEqualTo(7);
        assertThat(second.correlationId()).isEqualTo("c");
        assertThat(second.properties().get("JMS_TERN_Schedule")).isEqualTo("tick");
        assertThat(list(client, "")).singleElement().satisfies(state -> {
            assertThat(state.runs()).isEqualTo(2);
            assertThat(state.lastMillis()).isEqualTo(FIRST + MINUTE);
            assertThat(state.nextMillis()).isEqualTo(FIRST + 2 * MINUTE);
        });
    }

    @Test
    void aMomentComesOnceAndEndsTheSchedule() {
        TestClient client = core.connect();
        only(put(client, at("once", ManualTime.START + 500, Missed.RUN_ONCE), core.toQueue("q")));
        core.time().advance(499);
        assertThat(core.queue("q").depth()).isZero();
        core.time().advance(MINUTE);
        assertThat(consumeAll(client, "q")).hasSize(1);
        assertThat(list(client, "")).isEmpty();
    }

    @Test
    void aMomentInThePastIsNow() {
        TestClient client = core.connect();
        only(put(client, at("late", 1, Missed.SKIP), core.toQueue("q")));
        core.time().advance(0);
        assertThat(consumeAll(client, "q")).hasSize(1);
    }

    @Test
    void reachesTheSubscribersOfATopic() {
        TestClient client = core.connect();
        long first = client.subscribe("news", null, false);
        long second = client.subscribe("news", null, false);
        client.credit(first, 9);
        client.credit(second, 9);
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toTopic("news")));
        core.time().advance(MINUTE);
        assertThat(client.takeDeliveries(first)).hasSize(1);
        assertThat(client.takeDeliveries(second)).hasSize(1);
    }

    @Test
    void noMomentRunsTwiceOverCrashesAndCheckpoints() {
        TestClient client = core.connect();
        only(put(client, cron("tick", Missed.RUN_ALL), core.toQueue("q")));
        for (int i = 0; i < 6; i++) {
            core.time().advance(MINUTE);
            if (i % 2 == 0) {
                core.checkpoint();
            }
            core.restart();
        }
        assertThat(moments(consumeAll(core.connect(), "q"))).containsExactly(
                "" + FIRST,
                "" + (FIRST + MINUTE),
                "" + (FIRST + 2 * MINUTE),
                "" + (FIRST + 3 * MINUTE),
                "" + (FIRST + 4 * MINUTE),
                "" + (FIRST + 5 * MINUTE));
    }

    private List<Object> afterAPause(Missed missed, long millis) {
        core = CoreHarness.plain();
        only(put(core.connect(), cron("tick", missed), core.toQueue("q")));
        core.time().skip(millis);
        core.restart();
        core.time().advance(0);
        return moments(consumeAll(core.connect(), "q"));
    }

    @Test
    void missedMomentsAreMadeUpForAsTheScheduleSays() {
        long pause = FIRST - ManualTime.START + 3 * MINUTE + 1;
        assertThat(afterAPause(Missed.RUN_ONCE, pause)).containsExactly("" + FIRST);
        assertThat(list(core.connect(), "")).singleElement()
                .satisfies(state -> assertThat(state.nextMillis()).isEqualTo(FIRST + 4 * MINUTE));
        assertThat(afterAPause(Missed.RUN_ALL, pause)).hasSize(4);
        assertThat(afterAPause(Missed.SKIP, pause)).isEmpty();
        assertThat(list(core.connect(), "")).singleElement()
                .satisfies(state -> assertThat(state.nextMillis()).isEqualTo(FIRST + 4 * MINUTE));
    }

    @Test
    void ofMissedMomentsAThousandAreMadeUpForAtMost() {
        assertThat(afterAPause(Missed.RUN_ALL, 5_000 * MINUTE)).hasSize(1_000);
        assertThat(list(core.connect(), "")).singleElement()
                .satisfies(state -> assertThat(state.nextMillis()).isGreaterThan(core.time().millis()));
    }

    @Test
    void aSingleMomentThatWasMissedIsSkippedForGood() {
        only(put(core.connect(), at("once", ManualTime.START + 500, Missed.SKIP), core.toQueue("q")));
        core.time().skip(1_000);
        core.restart();
        core.time().advance(0);
        assertThat(list(core.connect(), "")).isEmpty();
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void aFullQueueHoldsItsScheduleBackAndNoOther() {
        Limits small = new Limits(1, Limits.UNLIMITED, FullPolicy.FAIL, 0);
        core = CoreHarness.with(Map.of("full", DestinationPolicy.DEFAULT.withLimits(small)));
        TestClient client = core.connect();
        only(put(client, cron("a", Missed.RUN_ALL), core.toQueue("full")));
        only(put(client, cron("b", Missed.RUN_ALL), core.toQueue("free")));
        core.time().advance(FIRST - ManualTime.START + 2 * MINUTE);
        assertThat(core.queue("full").depth()).isEqualTo(1);
        assertThat(core.queue("free").depth()).isEqualTo(3);

        assertThat(moments(consumeAll(client, "full"))).containsExactly("" + FIRST);
        core.time().advance(1_000);
        assertThat(moments(consumeAll(client, "full"))).containsExactly("" + (FIRST + MINUTE));
        core.time().advance(1_000);
        assertThat(moments(consumeAll(client, "full"))).containsExactly("" + (FIRST + 2 * MINUTE));
    }

    @Test
    void aRunThatIsWantedNowLeavesTheNextOneAlone() {
        TestClient client = core.connect();
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toQueue("q")));
        client.ask(new RunSchedule("tick")).done();
        assertThat(moments(consumeAll(client, "q"))).containsExactly("" + ManualTime.START);
        assertThat(list(client, "")).singleElement().satisfies(state -> {
            assertThat(state.nextMillis()).isEqualTo(FIRST);
            assertThat(state.runs()).isEqualTo(1);
        });
        only(put(client, at("once", ManualTime.START + 500, Missed.RUN_ONCE), core.toQueue("q")));
        client.ask(new RunSchedule("once")).done();
        assertThat(list(client, "once")).isEmpty();
        client.ask(new RunSchedule("once")).refused(ErrorCode.NOT_FOUND);
    }

    @Test
    void aRunThatFindsNoRoomIsRefused() {
        Limits small = new Limits(1, Limits.UNLIMITED, FullPolicy.BLOCK, 10_000);
        core = CoreHarness.with(Map.of("full", DestinationPolicy.DEFAULT.withLimits(small)));
        TestClient client = core.connect();
        only(put(client, cron("a", Missed.RUN_ALL), core.toQueue("full")));
        client.ask(new RunSchedule("a")).done();
        client.ask(new RunSchedule("a")).refused(ErrorCode.RESOURCE_LIMIT);
        assertThat(list(client, "")).singleElement().satisfies(state -> assertThat(state.runs()).isEqualTo(1));
    }

    @Test
    void endsAndIsReplaced() {
        TestClient client = core.connect();
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toQueue("old")));
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toQueue("new")));
        core.time().advance(MINUTE);
        assertThat(core.queue("old").depth()).isZero();
        assertThat(core.queue("new").depth()).isEqualTo(1);
        client.ask(new CancelSchedule("tick")).done();
        client.ask(new CancelSchedule("tick")).refused(ErrorCode.NOT_FOUND);
        core.restart();
        core.time().advance(10 * MINUTE);
        assertThat(core.queue("new").depth()).isEqualTo(1);
        assertThat(core.state().memoryBytes()).isPositive();
    }

    @Test
    void itsMessageIsInMemoryAsLongAsItStands() {
        TestClient client = core.connect();
        long before = core.state().memoryBytes();
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toQueue("q")));
        only(put(client, cron("tick", Missed.RUN_ONCE), core.toQueue("q")));
        assertThat(core.state().memoryBytes()).isGreaterThan(before);
        client.ask(new CancelSchedule("tick")).done();
        assertThat(core.state().memoryBytes()).isEqualTo(before);
    }

    @Test
    void listsByNameInPages() {
        TestClient client = core.connect();
        for (String name : List.of("b2", "a", "b1", "c", "b3")) {
            only(put(client, cron(name, Missed.RUN_ONCE), core.toQueue("q")));
        }
        assertThat(list(client, "b")).extracting(state -> state.terms().name()).containsExactly("b1", "b2", "b3");
        Reply.Schedules first = (Reply.Schedules) client.ask(new ListSchedules("b", "", 2)).get();
        assertThat(first.schedules()).hasSize(2);
        assertThat(first.isMore()).isTrue();
        Reply.Schedules rest = (Reply.Schedules) client.ask(new ListSchedules("b", "b2", 2)).get();
        assertThat(rest.schedules()).extracting(state -> state.terms().name()).containsExactly("b3");
        assertThat(rest.isMore()).isFalse();
    }

    @Test
    void refusesWhatCannotRun() {
        TestClient client = core.connect();
        Terms never = new Terms("n", 0, "0 0 30 2 *", "UTC", Missed.RUN_ONCE);
        put(client, never, core.toQueue("q")).refused(ErrorCode.INVALID_SETTING);
        put(client, new Terms("n", 0, "nonsense", "UTC", Missed.RUN_ONCE), core.toQueue("q"))
                .refused(ErrorCode.INVALID_SETTING);
        put(client, cron(" ", Missed.RUN_ONCE), core.toQueue("q")).refused(ErrorCode.INVALID_SETTING);
        Address temporary = client.temporary(AddressKind.TEMPORARY_QUEUE);
        put(client, cron("t", Missed.RUN_ONCE), core.message(temporary)).refused(ErrorCode.INVALID_DESTINATION);
        put(client, cron("t", Missed.RUN_ONCE), core.toTopic("a.*")).refused(ErrorCode.INVALID_DESTINATION);
        put(client, cron("t", Missed.RUN_ONCE), core.toQueue("q").body(new LargeBody(1, 10, null)))
                .refused(ErrorCode.MESSAGE_FORMAT);
        assertThat(list(client, "")).isEmpty();
    }
}
