// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches what leaves the core: every answer and every delivery that was decided leaves exactly once, in order, as
 * decided, and not before its facts are durable.
 */
final class Gate {

    /** An answer that was decided. */
    private record Answer(String text, long position) {}

    /** Something that left the core, and how far the log was durable then. */
    private record Arrival(long connection, long request, Object content, long durable) {}

    /** A consumer that was asked for messages back. */
    record Recalled(long connection, long handle) {}

    private record Recall(Recalled whom, long position) {}

    private final Map<Long, @Nullable Answer> open = new HashMap<>();
    private final Deque<Outgoing> outgoing = new ArrayDeque<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Recall> decidedRecalls = new ArrayList<>();
    private final List<Recalled> recalls = new ArrayList<>();
    private final List<Long> carriedOut = new ArrayList<>();

    /** A request was made. */
    void asked(long request) {
        open.put(request, null);
    }

    /** Called by the core. */
    void onReply(long connection, long request, Reply reply, long durable) {
        arrivals.add(new Arrival(connection, request, reply, durable));
    }

    /** Called by the core. */
    void onEvent(long connection, Event event, long durable) {
        arrivals.add(new Arrival(connection, 0, event, durable));
    }

    /** The step has decided these answers and deliveries, which need the log to be durable up to a position. */
    void decided(Map<Long, String> answers, List<Outgoing> deliveries, long position, long step) {
        answers.forEach((request, text) -> {
            assertThat(open).as("request %d is open", request).containsKey(request);
            assertThat(open.put(request, new Answer(text, position))).as("request %d decided twice", request).isNull();
        });
        deliveries.forEach(delivery -> {
            delivery.position = position;
            delivery.step = step;
            outgoing.add(delivery);
        });
    }

    /** Looks at what left the core; returns the deliveries. */
    Map<Outgoing, Event.Deliver> inspect() {
        Map<Outgoing, Event.Deliver> delivered = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            if (arrival.content() instanceof Reply reply) {
                inspect(arrival, reply);
            } else if (arrival.content() instanceof Event.Deliver event) {
                delivered.put(inspect(arrival, event), event);
            } else {
                inspect(arrival, (Event.Recall) arrival.content());
            }
        }
        arrivals.clear();
        return delivered;
    }

    private void inspect(Arrival arrival, Reply reply) {
        assertThat(open).as("request %d is answered once", arrival.request()).containsKey(arrival.request());
        Answer answer = open.remove(arrival.request());
        assertThat(answer).as("request %d is answered with %s", arrival.request(), reply).isNotNull();
        if (reply instanceof Reply.Done || reply.equals(new Reply.Voted(Vote.DONE))) {
            carriedOut.add(arrival.request());
        }
        assertThat(text(reply)).as("answer to request %d", arrival.request()).isEqualTo(answer.text());
        assertThat(arrival.durable()).as("answer to request %d leaves before it is durable", arrival.request())
                .isGreaterThanOrEqualTo(answer.position());
    }

    private void inspect(Arrival arrival, Event.Recall event) {
        Recalled whom = new Recalled(arrival.connection(), event.consumer());
        Recall decided = decidedRecalls.stream().filter(one -> one.whom().equals(whom)).findFirst().orElse(null);
        assertThat(decided).as("recall from %s", whom).isNotNull();
        assertThat(arrival.durable()).as("recall leaves before it is durable")
                .isGreaterThanOrEqualTo(decided.position());
        decidedRecalls.remove(decided);
        recalls.add(whom);
    }

    private Outgoing inspect(Arrival arrival, Event.Deliver event) {
        Outgoing found = take(arrival.connection(), event);
        assertThat(event.attempt()).as("attempt of %s", event.message().id()).isEqualTo(found.attempt);
        assertThat(arrival.durable()).as("%s leaves before it is durable", event.message().id())
                .isGreaterThanOrEqualTo(found.position);
        return found;
    }

    private Outgoing take(long connection, Event.Deliver event) {
        Outgoing first = null;
        for (Iterator<Outgoing> each = outgoing.iterator(); each.hasNext(); ) {
            Outgoing next = each.next();
            if (next.taker.connection != connection || next.taker.handle != event.consumer()) {
                continue;
            }
            first = first == null ? next : first;
            if (next.entry == event.delivery() && next.message.equals(event.message().id())) {
                boolean inOrder = next == first || (next.step == first.step && (next.admitted || first.admitted));
                assertThat(inOrder).as("%s arrives before %s", next.message, first.message).isTrue();
                each.remove();
                return next;
            }
        }
        throw new AssertionError("not decided: " + event);
    }

    /** The step has decided to ask these consumers for messages back. */
    void decidedRecalls(List<Taker> takers, long position) {
        takers.forEach(taker ->
                decidedRecalls.add(new Recall(new Recalled(taker.connection, taker.handle), position)));
    }

    /** The log is durable: nothing may be held back any longer. */
    void nothingIsHeldBack() {
        assertThat(decidedRecalls).as("recalls that never left").isEmpty();
        assertThat(outgoing).as("deliveries that never left").isEmpty();
        open.forEach((request, answer) ->
                assertThat(answer).as("request %d was decided but not answered", request).isNull());
    }

    /** The process is gone with everything that had not left. */
    void forget() {
        open.clear();
        outgoing.clear();
        decidedRecalls.clear();
        arrivals.clear();
    }

    int openRequests() {
        return open.size();
    }

    /** The requests that were answered with a plain yes since this was asked last. */
    List<Long> takeCarriedOut() {
        List<Long> taken = List.copyOf(carriedOut);
        carriedOut.clear();
        return taken;
    }

    /** The consumers that were asked for messages back since this was asked last. */
    List<Recalled> takeRecalls() {
        List<Recalled> taken = List.copyOf(recalls);
        recalls.clear();
        return taken;
    }

    private static String text(Reply reply) {
        if (reply instanceof Reply.Done) {
            return Model.DONE;
        } else if (reply instanceof Reply.Connected) {
            return "CONNECTED";
        } else if (reply instanceof Reply.Created created) {
            return Desk.CREATED + " " + created.address();
        } else if (reply instanceof Reply.Voted voted) {
            return BranchDesk.voted(voted.vote());
        } else if (reply instanceof Reply.InDoubt found) {
            return BranchDesk.inDoubt(found.branches());
        } else if (reply instanceof Reply.Page page) {
            return "PAGE " + page.messages().stream().map(FrozenMessage::id).toList()
                    + (page.next() == Reply.Page.END ? " END" : " MORE");
        }
        return Model.refused(((Reply.Refused) reply).code());
    }
}
