// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Unsubscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dialogue of a scripted client and a scripted broker; each notes what it hears. */
class FaultyLinkTest {

    private final Faults faults = new Faults(3);
    private final List<String> heard = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<ReplyHandler> open = new ArrayList<>();
    private LinkEvents toClient;
    private LinkPeer link;

    @BeforeEach
    void open() {
        link = new FaultyLink(this::accept, faults.link()).accept(new HearingClient());
    }

    @Test
    void bringsHeldRepliesAndEventsInOrder() {
        ask("a");
        ask("b");
        faults.link().holdReplies();
        answer(0);
        toClient.onEvent(new Event.Recall(1, false));
        answer(1);
        assertThat(heard).isEmpty();
        assertThat(faults.link().heldReplies()).isEqualTo(3);
        faults.link().releaseReplies();
        assertThat(heard).containsExactly("a: Done", "event 1", "b: Done");
    }

    @Test
    void answersEveryOpenRequestWhenTheConnectionIsLost() {
        ask("a");
        ask("b");
        faults.link().loseConnectionAtRequest(1);
        ask("c");
        assertThat(heard).containsExactlyInAnyOrder("a: Refused", "b: Refused", "c: Refused", "lost");
        assertThat(asked).as("the broker").containsExactly("a", "b", "lost");
        answer(0);
        answer(1);
        toClient.onEvent(new Event.Recall(1, false));
        ask("d");
        assertThat(heard).hasSize(5).last().isEqualTo("d: Refused");
        assertThat(asked).hasSize(3);
    }

    @Test
    void losesWhatIsHeldWithTheConnection() {
        ask("a");
        faults.link().holdReplies();
        answer(0);
        toClient.onEvent(new Event.Recall(1, false));
        faults.link().loseAllConnections();
        assertThat(heard).containsExactly("a: Refused", "lost");
        faults.link().releaseReplies();
        assertThat(heard).hasSize(2);
    }

    @Test
    void losesTheConnectionInsteadOfTheNthReply() {
        faults.link().loseConnectionAtReply(2);
        ask("a");
        answer(0);
        ask("b");
        answer(1);
        assertThat(heard).containsExactly("a: Done", "b: Refused", "lost");
        assertThat(asked).containsExactly("a", "b", "lost");
    }

    @Test
    void doesNotTellAClientThatHasClosed() {
        link.onLost();
        toClient.onLost(new ProviderException(ErrorCode.CONNECTION_LOST, "stopped"));
        assertThat(heard).isEmpty();
        assertThat(asked).containsExactly("lost");
    }

    @Test
    void losesConnectionsAtTheSameRequestsForTheSameSeed() {
        assertThat(requestsBeforeLoss(11)).isEqualTo(requestsBeforeLoss(11));
        assertThat(IntStream.range(0, 20).map(this::requestsBeforeLoss).distinct().count()).isGreaterThan(5);
    }

    private int requestsBeforeLoss(int seed) {
        Faults chance = new Faults(seed);
        chance.link().loseConnectionsAtRequestsWithProbability(0.1);
        LinkPeer unreliable = new FaultyLink(this::accept, chance.link()).accept(new HearingClient());
        heard.clear();
        int requests = 0;
        while (heard.isEmpty()) {
            unreliable.onRequest(new Unsubscribe("r"), ReplyHandler.IGNORE);
            requests++;
        }
        return requests;
    }

    private LinkPeer accept(LinkEvents client) {
        toClient = client;
        return new NotingBroker();
    }

    private void ask(String name) {
        link.onRequest(new Unsubscribe(name), reply -> heard.add(name + ": " + reply.getClass().getSimpleName()));
    }

    private void answer(int number) {
        open.get(number).onReply(Reply.Done.INSTANCE);
    }

    private final class HearingClient implements LinkEvents {

        @Override
        public void onEvent(Event event) {
            heard.add("event " + ((Event.Recall) event).consumer());
        }

        @Override
        public void onLost(ProviderException reason) {
            heard.add("lost");
        }
    }

    private final class NotingBroker implements LinkPeer {

        @Override
        public void onRequest(Request request, ReplyHandler handler) {
            asked.add(((Unsubscribe) request).name());
            open.add(handler);
        }

        @Override
        public void onLazyRequest(Request request) {
            asked.add(((Unsubscribe) request).name());
        }

        @Override
        public void onFlush() {
            asked.add("flush");
        }

        @Override
        public void onLost() {
            asked.add("lost");
        }
    }
}
