// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;

/**
 * A queue in its simplest form: one lock, one list in the order of numbers. It hands messages to whoever has credit,
 * recalls at random, and notes what a client must never do: settle what it does not hold.
 */
final class HonestBroker implements LinkPeer {

    private final TimeSource time;
    private final Random random;
    private final TreeMap<Long, FrozenMessage> waiting = new TreeMap<>();
    private final Map<Long, Integer> credit = new TreeMap<>();
    private final Map<String, Long> flight = new HashMap<>();
    private final Queue<Request> lazy = new ArrayDeque<>();
    private final Queue<Event> events = new ArrayDeque<>();
    private final List<Long> accepted = new ArrayList<>();
    private final List<String> offences = new ArrayList<>();
    private LinkEvents client;
    private boolean telling;

    HonestBroker(TimeSource time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    Connector connector() {
        return InVmLink.connectorTo(events -> {
            client = events;
            return this;
        }, time);
    }

    /** Puts a message into the queue. */
    synchronized void put(long number) {
        waiting.put(number, FrozenMessage.to(Address.queue("q"), new MessageId("p", number))
                .persistent(random.nextBoolean())
                .build());
        deliver();
    }

    synchronized List<Long> accepted() {
        return List.copyOf(accepted);
    }

    synchronized List<String> offences() {
        return List.copyOf(offences);
    }

    synchronized int inFlight() {
        return flight.size();
    }

    @Override
    public synchronized void onRequest(Request request, ReplyHandler handler) {
        doLazy();
        handle(request);
        deliver();
        handler.onReply(request instanceof Connect ? new Reply.Connected("c") : Reply.Done.INSTANCE);
    }

    @Override
    public synchronized void onLazyRequest(Request request) {
        lazy.add(request);
    }

    @Override
    public synchronized void onFlush() {
        doLazy();
        deliver();
    }

    @Override
    public synchronized void onLost() {
        offences.add("lost");
    }

    private void doLazy() {
        Request request = lazy.poll();
        while (request != null) {
            handle(request);
            request = lazy.poll();
        }
    }

    private void handle(Request request) {
        if (request instanceof OpenConsumer open) {
            credit.put(open.consumer(), 0);
        } else if (request instanceof Credit given) {
            give(given.consumer(), given.messages());
        } else if (request instanceof Acknowledge acknowledge) {
            settle(acknowledge.consumer(), Outcome.ACCEPTED, acknowledge.delivery());
            give(acknowledge.consumer(), acknowledge.credit());
        } else if (request instanceof Settle settle) {
            settleAll(settle.settlements());
        } else if (request instanceof Commit commit) {
            settleAll(commit.settlements());
        } else if (request instanceof Rollback rollback) {
            settleAll(rollback.settlements());
        } else if (request instanceof CloseConsumer close) {
            settleAll(close.settlements());
            credit.remove(close.consumer());
        }
    }

    private void give(long consumer, int messages) {
        credit.computeIfPresent(consumer, (number, before) -> messages == Credit.REVOKE ? 0 : before + messages);
    }

    private void settleAll(List<Settlement> settlements) {
        for (Settlement settlement : settlements) {
            for (long delivery : settlement.deliveries()) {
                settle(settlement.consumer(), settlement.outcome(), delivery);
            }
        }
    }

    private void settle(long consumer, Outcome outcome, long delivery) {
        Long number = flight.remove(consumer + "/" + delivery);
        if (number == null) {
            offences.add(outcome + " " + consumer + '/' + delivery + " is not in flight");
        } else if (outcome == Outcome.ACCEPTED) {
            accepted.add(number);
        } else {
            waiting.put(number, FrozenMessage.to(Address.queue("q"), new MessageId("p", number)).build());
        }
    }

    /** Gives what there is to whoever may have it, then tells; what is answered meanwhile is done in the same loop. */
    private void deliver() {
        if (telling) {
            return;
        }
        telling = true;
        while (assign() || !events.isEmpty()) {
            Event event = events.poll();
            if (event != null) {
                client.onEvent(event);
            }
        }
        telling = false;
    }

    private boolean assign() {
        List<Long> ready = credit.entrySet().stream().filter(e -> e.getValue() > 0).map(Map.Entry::getKey).toList();
        if (waiting.isEmpty() || ready.isEmpty()) {
            return false;
        }
        long consumer = ready.get(random.nextInt(ready.size()));
        Map.Entry<Long, FrozenMessage> first = waiting.pollFirstEntry();
        credit.merge(consumer, -1, Integer::sum);
        long delivery = random.nextLong(Long.MAX_VALUE);
        flight.put(consumer + "/" + delivery, first.getKey());
        events.add(new Event.Deliver(consumer, delivery, 1, first.getValue()));
        if (random.nextInt(8) == 0) {
            events.add(new Event.Recall(consumer, false));
        }
        return true;
    }
}
