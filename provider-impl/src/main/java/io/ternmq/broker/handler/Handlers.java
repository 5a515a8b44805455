// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
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
import io.ternmq.protocol.Unsubscribe;
import io.ternmq.protocol.WasCommitted;
import java.util.HashMap;
import java.util.Map;

/** Finds the handler of a request. {@link io.ternmq.protocol.Connect} is not here: before it there is no connection. */
public final class Handlers {

    private final Map<Class<? extends Request>, Handler<? extends Request>> byType = new HashMap<>();

    /**
     * Makes the handlers over a state.
     *
     * @param identity part of the names that the broker makes up; never the same for two starts of any broker
     * @param runs     runs schedules
     */
    public Handlers(BrokerState state, String identity, ScheduleRuns runs) {
        Routing routing = new Routing(state);
        Settling settling = new Settling(state, routing);
        BranchWork branches = new BranchWork(state, routing, settling);
        Departure departure = new Departure(state, settling, branches);
        register(Acknowledge.class, new AcknowledgeHandler(settling));
        register(Await.class, new AwaitHandler());
        register(Browse.class, new BrowseHandler(state));
        register(ClaimClientId.class, new ClaimClientIdHandler(state));
        register(CloseConsumer.class, new CloseConsumerHandler(settling, departure));
        register(Commit.class, new CommitHandler(state, identity, routing, settling));
        register(CreateTemporary.class, new CreateTemporaryHandler(state, identity));
        register(Credit.class, new CreditHandler());
        register(DeleteTemporary.class, new DeleteTemporaryHandler(state));
        register(Disconnect.class, new DisconnectHandler(departure));
        register(OpenConsumer.class, new OpenConsumerHandler(state, routing));
        register(Rollback.class, new RollbackHandler(settling));
        register(Send.class, new SendHandler(state, routing));
        register(Settle.class, new SettleHandler(settling));
        register(Unsubscribe.class, new UnsubscribeHandler(state));
        register(WasCommitted.class, new WasCommittedHandler(state));
        registerBranches(state, branches, settling);
        registerBodies(state);
        registerStreams(new StreamWork(state, routing.appending()));
        registerWork(new Schedules(state, routing, runs), new Leasing(settling));
    }

    private void registerWork(Schedules schedules, Leasing leasing) {
        register(EndLease.class, leasing::end);
        register(ExtendLease.class, leasing::extend);
        register(CancelSchedule.class, schedules::cancel);
        register(ListSchedules.class, schedules::list);
        register(PutSchedule.class, schedules::put);
        register(RunSchedule.class, schedules::run);
    }

    private void registerStreams(StreamWork work) {
        register(CommitOffset.class, work::commit);
        register(ConfigureStream.class, work::configure);
        register(DeleteStream.class, work::delete);
        register(DescribeStream.class, work::describe);
        register(ForgetGroup.class, work::forget);
        register(SeekGroup.class, work::seek);
    }

    private void registerBodies(BrokerState state) {
        register(DropUpload.class, new DropUploadHandler());
        register(FetchPart.class, new FetchPartHandler(state));
        register(PutPart.class, new PutPartHandler(state));
    }

    private void registerBranches(BrokerState state, BranchWork work, Settling settling) {
        register(CommitBranch.class, new CommitBranchHandler(work));
        register(ForgetBranch.class, new ForgetBranchHandler(work));
        register(JoinBranch.class, new JoinBranchHandler(state, work));
        register(LeaveBranch.class, new LeaveBranchHandler(work, settling));
        register(PrepareBranch.class, new PrepareBranchHandler(work));
        register(RecoverBranches.class, new RecoverBranchesHandler(state));
        register(RollbackBranch.class, new RollbackBranchHandler(work, settling));
    }

    private <R extends Request> void register(Class<R> type, Handler<? super R> handler) {
        byType.put(type, (Handler<R>) handler::decide);
    }

    /**
     * Decides a request.
     *
     * @throws ProviderException when it is refused
     */
    @SuppressWarnings("unchecked")
    public void decide(Request request, Asking asking, Decision out) {
        Handler<Request> handler = (Handler<Request>) byType.get(request.getClass());
        if (handler == null) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, request.getClass().getSimpleName() + " is not expected here");
        }
        handler.decide(request, asking, out);
    }
}
