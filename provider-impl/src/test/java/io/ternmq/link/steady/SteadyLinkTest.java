// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.EmptyBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Vote;
import io.ternmq.protocol.WasCommitted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked while a link is mended, and what becomes of it in the next life of the connection. */
class SteadyLinkTest {

    private static final Address QUEUE = Address.queue("q");
    private static final BranchId BRANCH = new BranchId(1, Bytes.copyOf(new byte[] {7}), Bytes.copyOf(new byte[] {9}));
    private static final ProviderException BROKEN = new ProviderException(ErrorCode.CONNECTION_LOST, "broken");

    private final Queue<Runnable> mending = new ArrayDeque<>();
    private final Deque<FakeLink> links = new ArrayDeque<>();
    private final Queue<Function<Request, @Nullable Reply>> brokers = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private final List<ProviderException> lost = new ArrayList<>();

    private final LinkEvents client = new LinkEvents() {
        @Override
        public void onEvent(Event event) {
            events.add(event);
        }

        @Override
        public void onLost(ProviderException reason) {
            lost.add(reason);
        }
    };

    /** A connection that stands; the brokers are those that it meets, one after the other. */
    private Link open(List<Function<Request, @Nullable Reply>> met) {
        brokers.addAll(met);
        SteadyConnector connector = new SteadyConnector(
                this::next, false, new ReconnectPolicy(10_000, 1, 1), mending::add, new SplittableRandom(1));
        Link link = connector.open(client);
        link.request(new Connect(null, null, null), ReplyHandler.IGNORE);
        return link;
    }

    private Link next(LinkEvents ear) {
        FakeLink link = new FakeLink(ear, brokers.remove());
        links.add(link);
        return link;
    }

    private void mend() {
        while (!mending.isEmpty()) {
            mending.remove().run();
        }
    }

    private static Function<Request, @Nullable Reply> broker(String name) {
        return request -> request instanceof OpenConsumer
                ? Reply.Done.INSTANCE
                : FakeLink.connects(request, name);
    }

    @Test
    void whatIsAskedWhileItIsMendedReachesABrokerThatRemembers() {
        Link link = open(List.of(broker("one")));
        links.getLast().events().onInterrupted(BROKEN);
        link.post(new Await(1, 0));
        link.postLazily(new Credit(1, 5));
        link.postLazily(new Acknowledge(1, 7, 1));

        mend();

        assertThat(links).hasSize(1);
        assertThat(links.getLast().heard())
                .endsWith(new Await(1, 0), new Credit(1, 5), new Acknowledge(1, 7, 1));
    }

    /** The client gives credit anew when it hears that the broker has forgotten. */
    @Test
    void creditIsNotHandedOnToABrokerThatForgot() {
        Link link = open(List.of(broker("one"), broker("two")));
        links.getLast().lose();
        link.post(new Await(1, 0));
        link.postLazily(new Credit(1, 5));

        mend();

        assertThat(links.getLast().heard()).noneMatch(each -> each instanceof Await || each instanceof Credit);
    }

    /** Between the last answer that restores it and the moment at which it counts, a link can break like any other. */
    @Test
    void aLinkThatBreaksBeforeItCountsIsReplaced() {
        List<Reply> replies = new ArrayList<>();
        Function<Request, @Nullable Reply> last = request ->
                request instanceof Send ? Reply.Done.INSTANCE : broker("three").apply(request);
        Link link = open(List.of(broker("one"), this::breaksWithItsLastAnswer, last));
        link.request(new OpenConsumer(1, new Source.OfQueue(QUEUE), null), ReplyHandler.IGNORE);
        link.request(new Send(message(1), 0, false), replies::add);
        links.getLast().lose();

        mend();

        assertThat(links).hasSize(3);
        assertThat(replies).containsExactly(Reply.Done.INSTANCE);
        assertThat(lost).isEmpty();
    }

    private @Nullable Reply breaksWithItsLastAnswer(Request request) {
        if (request instanceof OpenConsumer) {
            LinkEvents ear = links.getLast().events();
            links.getLast().close();
            ear.onLost(BROKEN);
        }
        return broker("two").apply(request);
    }

    /** The life between has never heard of the commit. */
    @Test
    void aCommitInDoubtIsAskedForByTheNameUnderWhichItWasMade() {
        List<Reply> replies = new ArrayList<>();
        Function<Request, @Nullable Reply> knowing = request ->
                request instanceof WasCommitted ? new Reply.Voted(Vote.DONE) : broker("three").apply(request);
        Link link = open(List.of(broker("one"), broker("two"), knowing));
        link.request(new Commit(4, List.of(), false), replies::add);
        links.getLast().lose();
        mend();
        assertThat(links.getLast().heard()).contains(new WasCommitted("one", 4));

        links.getLast().lose();
        mend();

        assertThat(links.getLast().heard()).contains(new WasCommitted("one", 4));
        assertThat(replies).containsExactly(Reply.Done.INSTANCE);
    }

    /** A commit that is repeated is one of the life in which it is repeated. */
    @Test
    void aCommitThatIsRepeatedIsAskedForByItsNewName() {
        Function<Request, @Nullable Reply> knowsNothing = request -> request instanceof WasCommitted
                ? new Reply.Voted(Vote.ROLLED_BACK)
                : broker("two").apply(request);
        Link link = open(List.of(broker("one"), knowsNothing, broker("three")));
        link.request(new Commit(4, List.of(), false), ReplyHandler.IGNORE);
        links.getLast().lose();
        mend();
        assertThat(links.getLast().heard()).contains(new WasCommitted("one", 4), new Commit(4, List.of(), true));

        links.getLast().lose();
        mend();

        assertThat(links.getLast().heard()).contains(new WasCommitted("two", 4));
    }

    /** It was prepared and has outlived the broker. */
    @Test
    void theSecondPhaseOfABranchIsAskedForAgain() {
        CommitBranch commit = new CommitBranch(BRANCH, false);
        Link link = open(List.of(broker("one"), answering(commit, new Reply.Voted(Vote.DONE))));
        List<Reply> replies = breakAfter(link, commit);
        assertThat(links.getLast().heard()).contains(commit);
        assertThat(replies).containsExactly(new Reply.Voted(Vote.DONE));
    }

    /** It was committed before the broker was lost, or this broker has never heard of it. */
    @Test
    void aSecondPhaseThatTheBrokerKnowsNothingOfStaysInDoubt() {
        CommitBranch commit = new CommitBranch(BRANCH, false);
        Reply unknown = new Reply.Refused(ErrorCode.UNKNOWN_BRANCH, "never heard of it");
        Link link = open(List.of(broker("one"), answering(commit, unknown)));
        assertThat(breakAfter(link, commit)).singleElement().isInstanceOfSatisfying(
                Reply.Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTION_LOST));
    }

    /** Its branch was not prepared and ended with the broker. */
    @Test
    void aCommitInOnePhaseIsNotAskedForAgain() {
        CommitBranch commit = new CommitBranch(BRANCH, true);
        Link link = open(List.of(broker("one"), answering(commit, new Reply.Voted(Vote.DONE))));
        List<Reply> replies = breakAfter(link, commit);
        assertThat(links.getLast().heard()).doesNotContain(commit);
        assertThat(replies).singleElement().isInstanceOf(Reply.Refused.class);
    }

    /** What is not there needs no rollback: the manager is told so. */
    @Test
    void aRollbackOfABranchIsAskedForAgain() {
        RollbackBranch rollback = new RollbackBranch(BRANCH, List.of());
        Reply unknown = new Reply.Refused(ErrorCode.UNKNOWN_BRANCH, "never heard of it");
        Link link = open(List.of(broker("one"), answering(rollback, unknown)));
        List<Reply> replies = breakAfter(link, rollback);
        assertThat(links.getLast().heard()).contains(rollback);
        assertThat(replies).containsExactly(unknown);
    }

    private List<Reply> breakAfter(Link link, Request request) {
        List<Reply> replies = new ArrayList<>();
        link.request(request, replies::add);
        links.getLast().lose();
        mend();
        return replies;
    }

    private static Function<Request, @Nullable Reply> answering(Request known, Reply answer) {
        return request -> request.equals(known) ? answer : broker("two").apply(request);
    }

    @Test
    void whatAnEarlierLifeStillSaysIsPassedOver() {
        Link link = open(List.of(broker("one"), broker("two")));
        link.request(new OpenConsumer(1, new Source.OfQueue(QUEUE), null), ReplyHandler.IGNORE);
        FakeLink first = links.getLast();
        first.lose();
        mend();

        first.events().onEvent(new Event.Deliver(1, 9, 1, message(9)));
        links.getLast().events().onEvent(new Event.Deliver(1, 1, 1, message(1)));

        assertThat(events).singleElement().isInstanceOfSatisfying(
                Event.Deliver.class, deliver -> assertThat(deliver.message().id().number()).isEqualTo(1));
    }

    private static FrozenMessage message(long number) {
        return FrozenMessage.to(QUEUE, new MessageId("p", number))
                .persistent(true)
                .body(EmptyBody.INSTANCE)
                .build();
    }
}
