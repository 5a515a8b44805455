// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.stream.GroupView;
import io.ternmq.api.pattern.stream.PartitionView;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.CommitOffset;
import io.ternmq.protocol.ConfigureStream;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.DeleteStream;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.DescribeStream;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.DropUpload;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.ForgetGroup;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.SeekGroup;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import io.ternmq.protocol.Terms;
import io.ternmq.protocol.Unsubscribe;
import io.ternmq.protocol.Vote;
import io.ternmq.protocol.WasCommitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One frame or more of every kind, always the same ones in the same order. */
final class Specimens {

    private static final Bytes BYTES = Bytes.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
    private static final Address QUEUE = Address.queue("q");
    private static final BranchId BRANCH = new BranchId(-1, BYTES, Bytes.EMPTY);
    private static final FrozenMessage MESSAGE = FrozenMessage.to(QUEUE, new MessageId("p", 7))
            .persistent(true)
            .timestampMillis(1_000)
            .body(new TextBody("hello"))
            .build();
    private static final List<Settlement> SETTLEMENTS = List.of(
            new Settlement(1, Outcome.ACCEPTED, new long[] {5, 6, 300}, null),
            new Settlement(2, Outcome.RELEASED, new long[0], null),
            new Settlement(3, Outcome.FAILED, new long[] {Long.MAX_VALUE, 1}, "why"));

    private Specimens() {}

    /** What a client says. */
    static List<Frame.FromClient> ofClient() {
        List<Frame.FromClient> frames = new ArrayList<>(List.of(
                new Frame.Hello(1, 3, 15_000, "b"),
                new Frame.Hello(1, 0, 100, null),
                new Frame.Login("PLAIN", BYTES),
                new Frame.Response(BYTES),
                new Frame.Start(),
                new Frame.Resume(BYTES, 200),
                new Frame.Received(1_000_000),
                Frame.Beat.INSTANCE,
                new Frame.Bye(ErrorCode.CONNECTION_LOST, "gone")));
        long number = 0;
        for (Request request : requests()) {
            frames.add(new Frame.Ask(number, request));
            number = number * 3 + 1;
        }
        return frames;
    }

    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>(List.of(
                new Connect("id", null, null),
                new Connect(null, null, null),
                new Disconnect(),
                new ClaimClientId("id"),
                new Send(MESSAGE, 0, false),
                new Send(MESSAGE, -4, true),
                new OpenConsumer(1, new Source.OfQueue(QUEUE), null),
                new OpenConsumer(
                        2, new Source.OfSubscription(Address.topic("t.#"), "s", true, false, true), "a > 1"),
                new OpenConsumer(
                        3, new Source.OfSubscription(Address.topic("t"), null, false, true, false), ""),
                new CloseConsumer(1, SETTLEMENTS),
                new Credit(1, 100),
                new Credit(1, Credit.REVOKE),
                new Await(1, 0),
                new Acknowledge(1, 1L << 40, 5),
                new Settle(SETTLEMENTS),
                new Commit(4, SETTLEMENTS, true),
                new Rollback(4, List.of()),
                new Browse(QUEUE, "a = 'b'", 12, 50),
                new CreateTemporary(AddressKind.TEMPORARY_TOPIC, null),
                new CreateTemporary(AddressKind.TEMPORARY_QUEUE, "again"),
                new DeleteTemporary(Address.of(AddressKind.TEMPORARY_QUEUE, "tq")),
                new Unsubscribe("s")));
        requests.addAll(List.of(
                new JoinBranch(BRANCH, JoinBranch.How.RESUME, -2, 60_000),
                new LeaveBranch(BRANCH, -2, LeaveBranch.How.SUSPEND, SETTLEMENTS),
                new PrepareBranch(BRANCH),
                new CommitBranch(BRANCH, true),
                new RollbackBranch(BRANCH, SETTLEMENTS),
                new ForgetBranch(BRANCH),
                new RecoverBranches(),
                new PutPart(3, BYTES),
                new FetchPart(9, 300),
                new DropUpload(3),
                new WasCommitted("c", 4)));
        requests.addAll(aboutWork());
        requests.addAll(aboutStreams());
        return requests;
    }

    private static List<Request> aboutWork() {
        return List.of(
                new OpenConsumer(4, new Source.OfLeases(QUEUE, 30_000), null),
                new ExtendLease(4, 9, 2, 60_000),
                new EndLease(4, 9, 2, Outcome.ACCEPTED, null, 0),
                new EndLease(4, 9, 2, Outcome.FAILED, "no", 5_000),
                new PutSchedule(new Terms("s", 0, "0 3 * * *", "UTC", Missed.RUN_ALL), MESSAGE),
                new PutSchedule(new Terms("s", 3_000, null, "UTC", Missed.RUN_ONCE), MESSAGE),
                new CancelSchedule("s"),
                new RunSchedule("s"),
                new ListSchedules("a", "b", 100));
    }

    private static List<Request> aboutStreams() {
        return List.of(
                new OpenConsumer(
                        5,
                        new Source.OfStream(
                                Address.topic("t.#"),
                                "g",
                                true,
                                new StreamReading(new StreamPosition.Last(9), true, "k", 0, false),
                                0),
                        "a > 1"),
                new OpenConsumer(
                        6,
                        new Source.OfStream(
                                Address.topic("t"),
                                null,
                                false,
                                new StreamReading(new StreamPosition.Latest(), false, null, 100, true),
                                77),
                        null),
                new DescribeStream("t"),
                new ConfigureStream("t", new StreamPolicy(4, 60_000, -1, 1_000, true)),
                new DeleteStream("t"),
                new CommitOffset("t", "g", 3, 500),
                new SeekGroup("t", "g", new StreamPosition.Offset(300)),
                new ForgetGroup("t", "g"));
    }

    /** What a broker says. */
    static List<Frame.FromBroker> ofBroker() {
        return List.of(
                new Frame.Welcome(1, 1, 15_000, 1 << 26, -1, List.of("SCRAM-SHA-256", "ANONYMOUS")),
                new Frame.Challenge(BYTES),
                new Frame.Accepted(Bytes.EMPTY),
                new Frame.Started(BYTES, 10_000),
                new Frame.Resumed(200),
                new Frame.DoneRange(5, 3),
                new Frame.Received(0),
                Frame.Beat.INSTANCE,
                new Frame.Bye(ErrorCode.PROTOCOL, "no"),
                new Frame.Answer(1, new Reply.Connected("c")),
                new Frame.Answer(2, new Reply.Created(Address.of(AddressKind.TEMPORARY_QUEUE, "tq"))),
                new Frame.Answer(3, new Reply.Page(List.of(MESSAGE, MESSAGE), -1)),
                new Frame.Answer(4, new Reply.Part(BYTES)),
                new Frame.Answer(5, new Reply.Voted(Vote.TIMED_OUT)),
                new Frame.Answer(6, new Reply.InDoubt(List.of(BRANCH, BRANCH))),
                new Frame.Answer(
                        8,
                        new Reply.Schedules(
                                List.of(new ScheduleState(
                                        new Terms("s", 0, "0 3 * * *", "UTC", Missed.SKIP), QUEUE, 3_000, 0, 2)),
                                true)),
                new Frame.Answer(9, new Reply.Appended(500, 3, 7)),
                new Frame.Answer(
                        10,
                        new Reply.StreamTold(new StreamView(
                                "t",
                                new StreamPolicy(1, -1, -1, -1, false),
                                400,
                                501,
                                100,
                                20_000,
                                Instant.ofEpochMilli(1_790_000_000_000L),
                                List.of(new GroupView("g", 1, List.of(new PartitionView(0, 450, 51, "c"))))))),
                new Frame.Answer(7, new Reply.Refused(ErrorCode.SECURITY, "no")),
                new Frame.Tell(new Event.Deliver(1, 2, 3, MESSAGE)),
                new Frame.Tell(new Event.Recall(1, true)),
                new Frame.Tell(new Event.ConsumerClosed(1, new Reply.Refused(ErrorCode.INVALID_DESTINATION, "gone"))));
    }
}
