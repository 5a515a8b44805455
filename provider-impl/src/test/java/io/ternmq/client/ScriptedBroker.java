// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A broker that does what the test says. It answers "done" unless told otherwise. The test checks piece by piece what
 * the client said, in the words of {@link Transcript}; what waits for a flush is said "lazily". That a consumer goes
 * to sleep is not written down, since it depends on chance how often it does.
 */
public final class ScriptedBroker implements LinkPeer {

    private final TimeSource time;
    private final List<String> heard = new ArrayList<>();
    private final Map<Class<?>, Function<Request, Reply>> answers = new HashMap<>();
    private final Map<Class<?>, Runnable> reactions = new HashMap<>();
    private final Map<Class<?>, Queue<ReplyHandler>> held = new HashMap<>();
    private volatile LinkEvents client;
    private int temporaries;

    /** A broker with this clock. */
    public ScriptedBroker(TimeSource time) {
        this.time = time;
        answers.put(Connect.class, request -> new Reply.Connected("c1"));
        answers.put(CreateTemporary.class, request -> created((CreateTemporary) request));
        answers.put(Browse.class, request -> new Reply.Page(List.of(), Reply.Page.END));
    }

    /** Opens links to this broker. */
    public Connector connector() {
        return InVmLink.connectorTo(events -> {
            client = events;
            return this;
        }, time);
    }

    // --- what the broker says -----------------------------------------------------------------------------------

    /** Delivers a non-persistent message for the first time. */
    public void delivers(long consumer, long delivery, String text) {
        delivers(consumer, delivery, text, message -> message);
    }

    /** Delivers a message that differs from the usual. */
    public void delivers(long consumer, long delivery, String text, UnaryOperator<FrozenMessageBuilder> change) {
        FrozenMessageBuilder message = FrozenMessage.to(Address.queue("orders"), new MessageId("p", delivery))
                .persistent(false)
                .body(new TextBody(text));
        client.onEvent(new Event.Deliver(consumer, delivery, 1, change.apply(message).build()));
    }

    /** Says anything else. */
    public void says(Event event) {
        client.onEvent(event);
    }

    /** The link breaks. */
    public void isLost() {
        client.onLost(new ProviderException(ErrorCode.CONNECTION_LOST, "the link broke"));
    }

    /** From now on answers requests of a kind so. */
    public synchronized void answers(Class<? extends Request> kind, Reply reply) {
        answers.put(kind, request -> reply);
    }

    /** From now on answers requests of a kind with a refusal. */
    public void refuses(Class<? extends Request> kind, ErrorCode code) {
        answers(kind, new Reply.Refused(code, "refused by the script"));
    }

    /** Does something once before it answers the next request of a kind. */
    public synchronized void reacts(Class<? extends Request> kind, Runnable reaction) {
        reactions.put(kind, reaction);
    }

    /** From now on keeps answers to requests of a kind back. */
    public synchronized void holds(Class<? extends Request> kind) {
        held.put(kind, new ArrayDeque<>());
    }

    /** Gives the oldest answer that it kept back. */
    public void answersHeld(Class<? extends Request> kind, Reply reply) {
        ReplyHandler handler;
        synchronized (this) {
            handler = held.get(kind).remove();
        }
        handler.onReply(reply);
    }

    // --- what the broker hears ----------------------------------------------------------------------------------

    /** The client has said this, in this order, and nothing else since the last time. */
    public void hears(String... requests) {
        assertThat(takeHeard()).containsExactly(requests);
    }

    /** The client, on another thread, comes to say this and nothing else. */
    public void comesToHear(String... requests) {
        HandClock.awaitTrue(() -> heardSize() >= requests.length, String.join(", ", requests));
        hears(requests);
    }

    /** The client has said nothing since the last time. */
    public void hearsNothing() {
        hears();
    }

    /** Forgets what was said. */
    public void hearsNoMatterWhat() {
        takeHeard();
    }

    private synchronized int heardSize() {
        return heard.size();
    }

    private synchronized List<String> takeHeard() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    // --- the link -----------------------------------------------------------------------------------------------

    @Override
    public void onRequest(Request request, ReplyHandler handler) {
        Runnable reaction;
        synchronized (this) {
            if (!(request instanceof Await)) {
                heard.add(Transcript.of(request));
            }
            reaction = reactions.remove(request.getClass());
        }
        if (reaction != null) {
            reaction.run();
        }
        Reply reply = replyTo(request, handler);
        if (reply != null) {
            handler.onReply(reply);
        }
    }

    @Override
    public synchronized void onLazyRequest(Request request) {
        heard.add("lazily " + Transcript.of(request));
    }

    @Override
    public void onFlush() {
        // Nothing is ever held up here.
    }

    @Override
    public synchronized void onLost() {
        heard.add("end");
    }

    private synchronized Reply replyTo(Request request, ReplyHandler handler) {
        Queue<ReplyHandler> waiting = held.get(request.getClass());
        if (waiting != null && handler != ReplyHandler.IGNORE) {
            waiting.add(handler);
            return null;
        }
        Function<Request, Reply> answer = answers.get(request.getClass());
        return answer == null ? Reply.Done.INSTANCE : answer.apply(request);
    }

    private Reply created(CreateTemporary request) {
        temporaries++;
        return new Reply.Created(Address.of(request.kind(), "temporary-" + temporaries));
    }
}
