// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BranchView;
import io.ternmq.api.management.ConnectionView;
import io.ternmq.api.management.ConsumerView;
import io.ternmq.api.management.Management;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.api.management.QueueView;
import io.ternmq.api.management.RetryReport;
import io.ternmq.api.management.SubscriptionView;
import io.ternmq.api.management.TopicView;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.Decision;
import io.ternmq.broker.engine.BranchPictures;
import io.ternmq.broker.engine.ConnectionPicture;
import io.ternmq.broker.engine.MessagePictures;
import io.ternmq.broker.engine.PlacePictures;
import io.ternmq.broker.handler.Administration;
import io.ternmq.broker.handler.Errand;
import io.ternmq.broker.handler.Progress;
import io.ternmq.broker.session.BrokerService.Caller;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.protocol.BranchId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Management of a broker of this process. Callable from any thread: questions and wishes are posted to the shard, work
 * on many messages as one command after the other.
 */
final class EmbeddedManagement implements Management {

    private static final Log LOG = Log.of(EmbeddedManagement.class);
    private static final int MOST_REASONS = 10;

    private final Supplier<Core> core;
    private final TimeSource time;

    /**
     * Manages a broker.
     *
     * @param core the broker's core, or a refusal while there is none
     * @param time the broker's clock
     */
    EmbeddedManagement(Supplier<Core> core, TimeSource time) {
        this.core = core;
        this.time = time;
    }

    @Override
    public List<QueueView> queues() {
        return places(PlacePictures::queues);
    }

    @Override
    public QueueView queue(String name) {
        return places(pictures -> pictures.queue(name));
    }

    @Override
    public List<TopicView> topics() {
        return places(PlacePictures::topics);
    }

    @Override
    public List<SubscriptionView> subscriptions() {
        return places(PlacePictures::subscriptions);
    }

    @Override
    public SubscriptionView subscription(String name) {
        return places(pictures -> pictures.subscription(name));
    }

    @Override
    public List<ConsumerView> consumers(Place place) {
        return places(pictures -> pictures.consumers(place));
    }

    @Override
    public DestinationPolicy settings(Place place) {
        return places(pictures -> pictures.settings(place));
    }

    private <T> T places(Function<PlacePictures, T> question) {
        return Answers.await(core.get().shard().query(
                state -> question.apply(new PlacePictures(state, time.millis()))));
    }

    @Override
    public MessagePage browse(Place place, @Nullable String selector, long position, int limit) {
        return messages(pictures -> pictures.browse(place, selector, position, limit));
    }

    @Override
    public Optional<MessageView> message(Place place, long number) {
        return messages(pictures -> pictures.message(place, number));
    }

    private <T> T messages(Function<MessagePictures, T> question) {
        return Answers.await(core.get().shard().query(
                state -> question.apply(new MessagePictures(state, time.millis()))));
    }

    @Override
    public List<ConnectionView> connections() {
        Core running = core.get();
        List<ConnectionPicture> known = Answers.await(running.shard().query(ConnectionPicture::all));
        Map<Long, Caller> callers = running.service().callers();
        List<ConnectionView> views = new ArrayList<>();
        for (ConnectionPicture picture : known) {
            Caller caller = callers.get(picture.number());
            if (caller != null) { // otherwise it has just gone
                views.add(new ConnectionView(
                        picture.number(),
                        picture.clientId(),
                        caller.user(),
                        caller.address(),
                        picture.sinceMillis(),
                        picture.consumers(),
                        picture.inFlight()));
            }
        }
        views.sort(Comparator.comparingLong(ConnectionView::number));
        return views;
    }

    @Override
    public boolean closeConnection(long number) {
        Core running = core.get();
        boolean closed = running.service().close(number, new ProviderException(
                ErrorCode.CONNECTION_LOST, "The connection was closed by an operator of the broker"));
        return closed && Answers.await(running.shard().query(state -> state.connection(number) == null));
    }

    @Override
    public List<BranchView> branches() {
        return Answers.await(core.get().shard().query(BranchPictures::all));
    }

    @Override
    public void commitBranch(String name, @Nullable String by) {
        decide(name, true, by);
    }

    @Override
    public void rollbackBranch(String name, @Nullable String by) {
        decide(name, false, by);
    }

    private void decide(String name, boolean isCommitted, @Nullable String by) {
        BranchId branch = BranchId.parse(name);
        administer((administration, out) -> administration.arbitration().decide(branch, isCommitted, by, out));
        LOG.log(System.Logger.Level.WARNING, () -> "Branch " + branch.text() + " was "
                + (isCommitted ? "committed" : "rolled back") + " in place of its transaction manager"
                + (by == null ? "" : ", by " + by));
    }

    @Override
    public void forgetBranch(String name) {
        BranchId branch = BranchId.parse(name);
        administer((administration, out) -> administration.arbitration().forget(branch, out));
        LOG.log(System.Logger.Level.INFO, () -> "What was decided of branch " + branch.text() + " is forgotten");
    }

    @Override
    public void deleteSubscription(String name) {
        administer((administration, out) -> administration.deleteSubscription(name, out));
    }

    @Override
    public void pause(Place place) {
        administer((administration, out) -> administration.pause(place, true, out));
    }

    @Override
    public void resume(Place place) {
        administer((administration, out) -> administration.pause(place, false, out));
    }

    private void administer(BiConsumer<Administration, Decision> wish) {
        Answers.await(core.get().shard().administer((administration, out) -> {
            wish.accept(administration, out);
            return Boolean.TRUE;
        }));
    }

    @Override
    public long purge(Place place, @Nullable String selector) {
        return carryOut(
                Errand.first(place, selector, Long.MAX_VALUE),
                (administration, errand, out) -> administration.withdrawal().purge(errand, out)).retried();
    }

    @Override
    public long move(Place place, @Nullable String selector, String target, long limit) {
        return carryOut(
                Errand.first(place, selector, limit),
                (administration, errand, out) -> administration.withdrawal().move(errand, target, out)).retried();
    }

    @Override
    public RetryReport retryDeadLetters(String queue, @Nullable String selector, long limit) {
        return carryOut(
                Errand.first(Place.queue(queue), selector, limit),
                (administration, errand, out) -> administration.withdrawal().retry(errand, out));
    }

    /** Decides one step of work. */
    @FunctionalInterface
    private interface Step {

        Progress decide(Administration administration, Errand errand, Decision out);
    }

    private RetryReport carryOut(Errand first, Step step) {
        long taken = 0;
        long kept = 0;
        Set<String> reasons = new LinkedHashSet<>();
        for (Errand next = first; next != null; ) {
            Errand errand = next;
            Progress progress = Answers.await(core.get().shard().administer(
                    (administration, out) -> step.decide(administration, errand, out)));
            taken += progress.taken();
            kept += progress.kept();
            reasons.addAll(progress.reasons());
            next = progress.isLast() ? null : errand.after(progress);
        }
        return new RetryReport(taken, kept, reasons.stream().limit(MOST_REASONS).toList());
    }
}
