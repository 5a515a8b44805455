// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static io.ternmq.broker.simulation.Model.DONE;
import static io.ternmq.broker.simulation.Model.refused;

import io.ternmq.api.ErrorCode;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Unsubscribe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries requests out on the model and foretells the answers; null stands for an answer that comes later. */
final class Desk {

    /** The answer whose text only the core knows: the address of a temporary destination. */
    static final String CREATED = "CREATED";

    @FunctionalInterface
    private interface Clerk<R extends Request> {

        @Nullable String handle(Peer peer, R request, long number);
    }

    @FunctionalInterface
    private interface Settler {

        void settle(Place place, Held held, Settlement settlement);
    }

    private final Model model;
    private final Map<Class<?>, Clerk<Request>> clerks = new HashMap<>();

    Desk(Model model) {
        this.model = model;
        on(Send.class, this::send);
        on(Acknowledge.class, (peer, request, number) -> acknowledge(peer, request));
        on(Settle.class, (peer, request, number) -> settle(peer, request.settlements()));
        on(Await.class, (peer, request, number) -> DONE);
        on(Credit.class, (peer, request, number) -> credit(peer, request.consumer(), request.messages()));
        on(OpenConsumer.class, (peer, request, number) -> open(peer, request));
        on(CloseConsumer.class, (peer, request, number) -> close(peer, request));
        on(Commit.class, (peer, request, number) -> commit(peer, request));
        on(Rollback.class, (peer, request, number) -> rollback(peer, request));
        on(Browse.class, (peer, request, number) -> browse(request));
        on(CreateTemporary.class, (peer, request, number) -> CREATED);
        on(DeleteTemporary.class, (peer, request, number) -> deleteTemporary(peer, request.address()));
        on(Unsubscribe.class, (peer, request, number) -> unsubscribe(peer, request.name()));
        on(ClaimClientId.class, (peer, request, number) -> claim(peer, request.clientId()));
        on(Disconnect.class, (peer, request, number) -> leave(peer));
        onBranches(new BranchDesk(model, this));
    }

    private void onBranches(BranchDesk desk) {
        on(JoinBranch.class, (peer, request, number) -> desk.join(peer, request));
        on(LeaveBranch.class, (peer, request, number) -> desk.leave(peer, request));
        on(PrepareBranch.class, (peer, request, number) -> desk.prepare(request.branch()));
        on(CommitBranch.class, (peer, request, number) -> desk.commit(request));
        on(RollbackBranch.class, (peer, request, number) -> desk.rollback(peer, request));
        on(ForgetBranch.class, (peer, request, number) -> desk.forget(request.branch()));
        on(RecoverBranches.class, (peer, request, number) -> desk.recover());
    }

    private <R extends Request> void on(Class<R> type, Clerk<R> clerk) {
        clerks.put(type, (peer, request, number) -> clerk.handle(peer, type.cast(request), number));
    }

    @Nullable String handle(long connection, Request request, long number) {
        if (request instanceof Connect connect) {
            return connect(connection, connect.clientId());
        }
        Peer peer = model.peers.get(connection);
        return peer == null
                ? refused(ErrorCode.ILLEGAL_STATE)
                : clerks.get(request.getClass()).handle(peer, request, number);
    }

    // ---- connections

    private String connect(long connection, @Nullable String clientId) {
        if (clientId != null && isTaken(clientId)) {
            return refused(ErrorCode.INVALID_CLIENT_ID);
        }
        model.peers.put(connection, new Peer(connection, clientId));
        return "CONNECTED";
    }

    private boolean isTaken(String clientId) {
        return model.peers.values().stream().anyMatch(peer -> clientId.equals(peer.clientId));
    }

    private String claim(Peer peer, String clientId) {
        if (isTaken(clientId)) {
            return refused(ErrorCode.INVALID_CLIENT_ID);
        }
        peer.clientId = clientId;
        return DONE;
    }

    private String leave(Peer peer) {
        for (Taker taker : List.copyOf(peer.takers.values())) {
            taker.open = false;
            taker.place.takers.remove(taker);
        }
        for (Place place : List.copyOf(model.places.values())) {
            place.held.stream()
                    .filter(held -> held.holder != null && held.holder.connection == peer.connection)
                    .sorted(Comparator.comparingLong(held -> held.entry))
                    .toList()
                    .forEach(held -> model.fail(place, held, "the connection ended"));
        }
        model.branches.leave(peer.connection);
        for (Place place : List.copyOf(model.places.values())) {
            boolean unused = place.spec != null && !place.spec.durable() && place.takers.isEmpty();
            if (unused || place.owner == peer.connection) {
                model.delete(place);
            }
            for (Place.Waiting waiting : List.copyOf(place.waiting)) {
                if (waiting.connection() == peer.connection) {
                    place.waiting.remove(waiting);
                    model.answers.put(waiting.request(), refused(ErrorCode.ILLEGAL_STATE));
                }
            }
        }
        model.temporaryTopics.values().removeIf(owner -> owner == peer.connection);
        model.peers.remove(peer.connection);
        return DONE;
    }

    // ---- sending and transactions

    private @Nullable String send(Peer peer, Send request, long number) {
        Place queue = model.queue(request.message().destination());
        long patience = queue == null ? 0 : queue.policy.limits().blockTimeoutMillis();
        Place.Waiting waiting = new Place.Waiting(number, peer.connection, request, model.now + patience);
        return model.send(peer, waiting, false);
    }

    private String commit(Peer peer, Commit request) {
        settle(peer, request.settlements());
        List<FrozenMessage> staged = peer.transactions.remove(request.transaction());
        for (FrozenMessage message : staged == null ? List.<FrozenMessage>of() : staged) {
            if (!model.isGone(message.destination()) && model.known.admits(message, model.now)) {
                model.route(message, model.targets(peer, message), false);
            }
        }
        return DONE;
    }

    private String rollback(Peer peer, Rollback request) {
        settle(peer, request.settlements());
        peer.transactions.remove(request.transaction());
        return DONE;
    }

    // ---- settling

    private String acknowledge(Peer peer, Acknowledge request) {
        Taker taker = peer.takers.get(request.consumer());
        settle(peer, List.of(Settlement.of(request.consumer(), Outcome.ACCEPTED, request.delivery())));
        if (taker != null && request.credit() > 0 && taker.open) {
            taker.credit += request.credit();
        }
        return DONE;
    }

    String settle(Peer peer, List<Settlement> settlements) {
        return settle(peer, settlements, this::settle);
    }

    /** A branch takes over what was consumed within it. */
    void claim(Peer peer, List<Settlement> settlements, ModelBranch branch) {
        settle(peer, settlements, (place, held, settlement) -> {
            held.stage = Held.Stage.CLAIMED;
            held.holder = null;
            branch.claims.add(new ModelBranch.Claim(place, held));
        });
    }

    private String settle(Peer peer, List<Settlement> settlements, Settler settler) {
        Set<Held> settled = new HashSet<>();
        Set<Taker> touched = new HashSet<>();
        for (Settlement settlement : settlements) {
            Taker taker = peer.takers.get(settlement.consumer());
            if (taker == null) {
                continue;
            }
            touched.add(taker);
            for (long delivery : settlement.deliveries()) {
                for (Held held : List.copyOf(taker.place.held)) {
                    if (held.entry == delivery && held.holder == taker && settled.add(held)) {
                        taker.recalled = false;
                        settler.settle(taker.place, held, settlement);
                    }
                }
            }
        }
        touched.forEach(taker -> forgetIfIdle(peer, taker));
        return DONE;
    }

    private void settle(Place place, Held held, Settlement settlement) {
        switch (settlement.outcome()) {
            case ACCEPTED -> place.remove(held, Place.Exit.ACKNOWLEDGED);
            case FAILED -> model.fail(place, held, settlement.cause());
            case RELEASED -> {
                held.stage = Held.Stage.READY;
                held.holder = null;
                held.attempts--;
                held.straight = false;
            }
        }
    }

    private static void forgetIfIdle(Peer peer, Taker taker) {
        if (!taker.open && taker.inFlight() == 0) {
            peer.takers.remove(taker.handle);
        }
    }

    private String credit(Peer peer, long handle, int messages) {
        Taker taker = peer.takers.get(handle);
        if (taker != null && messages == Credit.REVOKE) {
            taker.recalled = false;
        }
        if (taker != null && taker.open) {
            taker.credit = messages == Credit.REVOKE ? 0 : taker.credit + messages;
        }
        return DONE;
    }

    // ---- consumers

    private String open(Peer peer, OpenConsumer request) {
        Filter filter = Filter.of(request.selector());
        if (request.source() instanceof Source.OfQueue source) {
            Address queue = source.queue();
            Place known = model.queue(queue);
            boolean foreign = known != null && known.owner != 0 && known.owner != peer.connection;
            if (model.isGone(queue) || foreign) {
                return refused(ErrorCode.INVALID_DESTINATION);
            }
            return join(peer, request.consumer(), known != null ? known : model.createQueue(queue, 0), filter);
        }
        return subscribe(peer, request.consumer(), (Source.OfSubscription) request.source(), filter);
    }

    private String subscribe(Peer peer, long handle, Source.OfSubscription source, Filter filter) {
        Address topic = source.topic();
        Long owner = model.temporaryTopics.get(topic.name());
        if (topic.isTemporary() && (owner == null || owner != peer.connection)) {
            return refused(ErrorCode.INVALID_DESTINATION);
        }
        if (source.durable() && !source.shared() && peer.clientId == null) {
            return refused(ErrorCode.ILLEGAL_STATE);
        }
        return subscribe(peer, handle, new Place.Spec(
                source.name() == null && !source.noLocal() ? null : peer.clientId,
                source.name(),
                topic.name(),
                filter,
                source.durable(),
                source.shared(),
                source.noLocal(),
                source.durable() || source.shared() ? 0 : peer.connection));
    }

    private String subscribe(Peer peer, long handle, Place.Spec spec) {
        Place known = model.places.get(Model.labelOf(spec, handle));
        if (known != null) {
            boolean busy = !known.takers.isEmpty();
            boolean same = known.spec.isSameAs(spec);
            if (same && (spec.shared() || !busy)) {
                return join(peer, handle, known, Filter.ALL);
            }
            if (busy || known.spec.shared() != spec.shared() || known.countOut() > 0) {
                return refused(ErrorCode.SUBSCRIPTION_CONFLICT);
            }
            model.delete(known);
        }
        return join(peer, handle, model.createSubscription(spec, handle), Filter.ALL);
    }

    private String join(Peer peer, long handle, Place place, Filter filter) {
        Taker taker = new Taker(peer.connection, handle, place, filter);
        place.takers.add(taker);
        peer.takers.put(handle, taker);
        return DONE;
    }

    private String close(Peer peer, CloseConsumer request) {
        settle(peer, request.settlements());
        Taker taker = peer.takers.get(request.consumer());
        if (taker != null && taker.open) {
            taker.open = false;
            taker.credit = 0;
            taker.place.takers.remove(taker);
            forgetIfIdle(peer, taker);
            Place.Spec spec = taker.place.spec;
            if (spec != null && !spec.durable() && taker.place.takers.isEmpty()) {
                model.delete(taker.place);
            }
        }
        return DONE;
    }

    private String unsubscribe(Peer peer, String name) {
        Place.Spec any = new Place.Spec(peer.clientId, name, "", Filter.ALL, true, false, false, 0);
        Place known = model.places.get(Model.labelOf(any, 0));
        if (known == null) {
            return refused(ErrorCode.UNKNOWN_SUBSCRIPTION);
        }
        if (!known.takers.isEmpty() || known.countOut() > 0) {
            return refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        }
        model.delete(known);
        return DONE;
    }

    // ---- the rest

    private String deleteTemporary(Peer peer, Address address) {
        Place queue = address.isQueue() ? model.queue(address) : null;
        Long owner = queue != null ? Long.valueOf(queue.owner) : model.temporaryTopics.get(address.name());
        if (owner == null || owner != peer.connection) {
            return refused(ErrorCode.INVALID_DESTINATION);
        }
        boolean used = queue != null
                ? !queue.takers.isEmpty()
                : model.places.values().stream()
                        .anyMatch(place -> place.spec != null
                                && place.spec.topic().equals(address.name())
                                && !place.takers.isEmpty());
        if (used) {
            return refused(ErrorCode.ILLEGAL_STATE);
        }
        if (queue != null) {
            model.delete(queue);
        } else {
            model.temporaryTopics.remove(address.name());
        }
        return DONE;
    }

    private String browse(Browse request) {
        Place queue = model.queue(request.queue());
        if (queue == null) {
            return request.queue().isTemporary() ? refused(ErrorCode.INVALID_DESTINATION) : "PAGE [] END";
        }
        List<Held> visible = new ArrayList<>(queue.held);
        Filter filter = Filter.of(request.selector());
        visible.removeIf(held -> held.stage == Held.Stage.WAITING
                || held.isExpiredAt(model.now)
                || !filter.accepts(held.message));
        visible.sort(Comparator.comparingLong(Held::key));
        List<Held> page = visible.subList(0, Math.min(request.limit(), visible.size()));
        return "PAGE " + page.stream().map(held -> held.message.id()).toList()
                + (page.size() == request.limit() ? " MORE" : " END");
    }
}
