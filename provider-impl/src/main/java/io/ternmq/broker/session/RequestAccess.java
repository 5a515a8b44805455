// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.message.Address;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
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
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.ForgetGroup;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.SeekGroup;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Unsubscribe;
import io.ternmq.protocol.WasCommitted;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What each request needs. A request that is not in the table is refused, so that a new one cannot be forgotten.
 *
 * <p>Three things are left to the shard, which asks the same {@link io.ternmq.broker.Rights}: {@link Action#CREATE}
 * when a queue that is used does not exist, {@link Action#CONSUME} for the topic of a durable subscription that is
 * ended or replaced, and {@link Action#SEND} or {@link Action#MANAGE} for the destination of a schedule that stands.
 */
final class RequestAccess {

    /** What somebody manages who looks after transactions that others have left behind. */
    static final Address TRANSACTIONS = Address.queue("ternmq.transactions");

    /** About what the connection holds already, about its own client identifier, or left to the shard. */
    private static final Set<Class<? extends Request>> FREE = Set.of(
            Acknowledge.class,
            Await.class,
            CancelSchedule.class,
            ClaimClientId.class,
            CloseConsumer.class,
            Commit.class,
            Connect.class,
            CreateTemporary.class,
            Credit.class,
            DeleteTemporary.class,
            Disconnect.class,
            DropUpload.class,
            EndLease.class,
            ExtendLease.class,
            FetchPart.class,
            ListSchedules.class,
            Rollback.class,
            RunSchedule.class,
            Settle.class,
            Unsubscribe.class);

    /** Need the name of a transaction, which whoever works in it knows and nobody else can ask for. */
    private static final Set<Class<? extends Request>> BY_KNOWLEDGE = Set.of(
            CommitBranch.class, JoinBranch.class, LeaveBranch.class, PrepareBranch.class, RollbackBranch.class,
            WasCommitted.class);

    private static final RequestAccess TABLE = new RequestAccess();

    private final Map<Class<? extends Request>, BiConsumer<Request, UserRights>> needs = new HashMap<>();

    private RequestAccess() {
        FREE.forEach(type -> needs.put(type, (request, rights) -> { }));
        BY_KNOWLEDGE.forEach(type -> needs.put(type, (request, rights) -> { }));
        need(Browse.class, (request, rights) -> rights.require(Action.BROWSE, request.queue()));
        need(CommitOffset.class, (request, rights) -> rights.require(Action.CONSUME, topic(request.stream())));
        need(ConfigureStream.class, (request, rights) -> rights.require(Action.MANAGE, topic(request.stream())));
        need(DeleteStream.class, (request, rights) -> rights.require(Action.MANAGE, topic(request.stream())));
        need(DescribeStream.class, (request, rights) -> rights.require(Action.CONSUME, topic(request.stream())));
        need(ForgetGroup.class, (request, rights) -> rights.require(Action.MANAGE, topic(request.stream())));
        need(SeekGroup.class, (request, rights) -> rights.require(Action.CONSUME, topic(request.stream())));
        need(ForgetBranch.class, (request, rights) -> rights.require(Action.MANAGE, TRANSACTIONS));
        need(OpenConsumer.class, (request, rights) -> rights.require(Action.CONSUME, place(request.source())));
        need(PutSchedule.class, (request, rights) -> rights.require(Action.SEND, request.message().destination()));
        need(PutPart.class, (request, rights) -> rights.requireSomewhere(Action.SEND));
        need(RecoverBranches.class, (request, rights) -> rights.require(Action.MANAGE, TRANSACTIONS));
        need(Send.class, (request, rights) -> rights.require(Action.SEND, request.message().destination()));
    }

    private <R extends Request> void need(Class<R> type, BiConsumer<R, UserRights> check) {
        needs.put(type, (request, rights) -> check.accept(type.cast(request), rights));
    }

    private static Address topic(String stream) {
        return Address.topic(stream);
    }

    private static Address place(Source source) {
        if (source instanceof Source.OfStream stream) {
            return stream.topic();
        }
        if (source instanceof Source.OfSubscription subscription) {
            return subscription.topic();
        }
        return source instanceof Source.OfLeases leases ? leases.queue() : ((Source.OfQueue) source).queue();
    }

    /**
     * Insists on what a request needs.
     *
     * @throws ProviderException with {@code SECURITY} when the user lacks it
     */
    static void check(Request request, UserRights rights) {
        BiConsumer<Request, UserRights> need = TABLE.needs.get(request.getClass());
        if (need == null) {
            throw new ProviderException(
                    ErrorCode.SECURITY, "No permission covers " + request.getClass().getSimpleName());
        }
        need.accept(request, rights);
    }

    static boolean knows(Class<?> type) {
        return TABLE.needs.containsKey(type);
    }
}
