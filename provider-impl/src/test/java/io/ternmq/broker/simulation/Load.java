// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.MessageProperties;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Unsubscribe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random requests of random clients; all chance comes from one seed. Each seed has its favourite destinations, so that
 * consumers meet there.
 */
final class Load {

    private static final int MOST_CLIENTS = 4;
    private static final int FEW_CONSUMERS = 3;
    private static final int MOST_CONSUMERS = 7;
    private static final List<String> CLIENT_IDS = List.of("anna", "bert");
    private static final List<String> NAMES = List.of("one", "two");
    private static final List<String> NAMES_OF_MESSAGES = List.of("this", "that", "other");
    private static final int MOST_REMEMBERED = 12;

    private final SplittableRandom random;
    private final Simulation simulation;
    private final List<String> hotQueues;
    private final List<String> hotTopics;
    private final List<String> hotPatterns;
    private final BranchLoad branches;
    private final int branchShare;
    private final Deque<FrozenMessage> sent = new ArrayDeque<>();
    private long messages;

    Load(SplittableRandom random, Simulation simulation) {
        this.random = random;
        this.simulation = simulation;
        this.branches = new BranchLoad(random, simulation, this);
        this.branchShare = 10 + random.nextInt(20);
        this.hotQueues = some(Settings.QUEUES);
        this.hotTopics = some(Settings.TOPICS);
        this.hotPatterns = some(Settings.PATTERNS_OF_TOPICS);
    }

    private <T> List<T> some(List<T> list) {
        return List.of(any(list), any(list));
    }

    private String queue() {
        return any(chance(75) ? hotQueues : Settings.QUEUES);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One step. */
    void step() {
        List<SimClient> clients = simulation.clients();
        int choice = random.nextInt(1_000);
        if (clients.isEmpty() || (choice < 25 && clients.size() < MOST_CLIENTS)) {
            simulation.connect(chance(50) ? any(CLIENT_IDS) : null);
        } else if (choice < 120) {
            passTime();
        } else if (choice < 190) {
            troubleTheStore();
        } else if (choice < (branches.isAnythingPrepared() ? 200 : 195)) {
            simulation.crash(random.nextInt(simulation.log().held() + 1));
        } else if (choice < 207) {
            end(any(clients));
        } else if (choice < 260) {
            simulation.askTogether(several(clients));
        } else {
            ask(any(clients));
        }
    }

    /** Requests for one turn; a client settles only once, since it would not name a delivery a second time. */
    private List<Simulation.Asked> several(List<SimClient> clients) {
        List<Simulation.Asked> several = new ArrayList<>();
        Set<SimClient> settling = new HashSet<>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            SimClient client = any(clients);
            Request request = request(client);
            while (request instanceof Send send && send.isResend()) {
                request = request(client); // what becomes of it is only certain when nothing comes in between
            }
            if (Texts.settlements(request).isEmpty() || settling.add(client)) {
                several.add(new Simulation.Asked(client, request));
            }
        }
        return several;
    }

    private void ask(SimClient client) {
        Request request = request(client);
        if ((request instanceof Acknowledge || request instanceof Credit) && chance(50)) {
            simulation.askLazily(client, request);
        } else {
            simulation.ask(client, request);
        }
    }

    private void end(SimClient client) {
        if (chance(50)) {
            simulation.lose(client);
        } else {
            simulation.ask(client, new Disconnect());
        }
    }

    private void passTime() {
        long millis = random.nextLong(1, chance(10) ? 1_000 : 60);
        if (chance(70)) {
            simulation.advance(millis);
        } else {
            simulation.skip(millis);
            boolean goOn = true;
            while (goOn) {
                goOn = chance(80) && simulation.ring();
            }
        }
    }

    private void troubleTheStore() {
        HeldLog log = simulation.log();
        if (chance(20)) {
            simulation.checkpoint();
        } else if (!log.isHolding()) {
            simulation.hold(chance(60));
        } else if (chance(35)) {
            simulation.hold(false);
        } else {
            simulation.complete(1 + random.nextInt(6));
        }
    }

    // ---- requests

    private Request request(SimClient client) {
        if (chance(branchShare)) {
            return branches.request(client);
        } else if (!client.visible.isEmpty() && chance(45)) {
            return settle(client);
        } else if (client.handles.size() < FEW_CONSUMERS && chance(60)) {
            return open(client);
        }
        int choice = random.nextInt(100);
        if (choice < 45) {
            return chance(simulation.model().isCrowded() ? 30 : 100) ? send(client) : credit(client);
        } else if (choice < 74) {
            return credit(client);
        } else if (choice < 80) {
            return open(client);
        } else if (choice < 88) {
            return transaction(client);
        }
        return seldom(client);
    }

    private Request seldom(SimClient client) {
        return switch (random.nextInt(10)) {
            case 0 -> new CreateTemporary(chance(50) ? AddressKind.TEMPORARY_QUEUE : AddressKind.TEMPORARY_TOPIC);
            case 1 -> client.temporaries.isEmpty()
                    ? new DeleteTemporary(temporary())
                    : new DeleteTemporary(any(client.temporaries));
            case 2 -> new Unsubscribe(any(NAMES));
            case 3 -> new ClaimClientId(any(CLIENT_IDS));
            case 4, 5 -> new Browse(
                    Address.queue(queue()), filter().text(), 0, 1 + random.nextInt(5));
            default -> close(client);
        };
    }

    private Address temporary() {
        List<Address> all = simulation.clients().stream()
                .flatMap(client -> client.temporaries.stream())
                .toList();
        return all.isEmpty() ? Address.of(AddressKind.TEMPORARY_QUEUE, "temporary-queue.0.0") : any(all);
    }

    private Filter filter() {
        return chance(65) ? Filter.ALL : any(Filter.SOME);
    }

    private Request send(SimClient client) {
        Request again = chance(15) ? resend(client) : null;
        return again == null ? sendNew(client) : again;
    }

    private Request sendNew(SimClient client) {
        long transaction = transactionOf(client);
        int kind = random.nextInt(20);
        Address address;
        if (kind < 11) {
            address = Address.queue(queue());
        } else {
            address = kind < 19 ? Address.topic(any(chance(70) ? hotTopics : Settings.TOPICS)) : temporary();
        }
        String producer = producer(client, transaction);
        FrozenMessageBuilder message = FrozenMessage.to(address, new MessageId(producer, ++messages));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Filter.COLOR, chance(50) ? "red" : "blue");
        properties.put(Filter.SIZE, random.nextInt(10));
        if (chance(20)) {
            properties.put(MessageProperties.DEDUP_ID, any(NAMES_OF_MESSAGES));
        }
        message.properties(PropertyMap.wrap(properties))
                .body(new TextBody("x".repeat(random.nextInt(chance(10) ? 900 : 150))))
                .persistent(chance(75))
                .priority(chance(70) ? 4 : random.nextInt(10));
        long now = simulation.time().millis();
        if (chance(15)) {
            message.expirationMillis(now + 1 + random.nextInt(300));
        }
        if (chance(15)) {
            message.deliveryTimeMillis(now + 10L * random.nextInt(15));
        }
        Send send = new Send(message.build(), transaction);
        if (send.message().isPersistent()) {
            sent.addLast(send.message());
        }
        if (sent.size() > MOST_REMEMBERED) {
            sent.removeFirst();
        }
        return send;
    }

    /** Something that was sent before, and perhaps taken; null when there is nothing of that kind. */
    private @Nullable Request resend(SimClient client) {
        if (sent.isEmpty()) {
            return null;
        }
        FrozenMessage message = any(List.copyOf(sent));
        OptionalLong transaction = simulation
                .model()
                .transactionForResend(
                        client.connection, message, transactionOf(client), simulation.time().millis());
        return transaction.isPresent() ? new Send(message, transaction.getAsLong(), true) : null;
    }

    private long transactionOf(SimClient client) {
        if (chance(45)) {
            return branches.number(client);
        }
        return chance(25) ? client.transaction : 0;
    }

    /** Those who work in branches each have a name that is never used again: when they commit is up to others. */
    private String producer(SimClient client, long transaction) {
        if (transaction < 0) {
            return client.connection + "b" + transaction + "@" + simulation.log().epoch();
        }
        return client.connection + (transaction == 0 ? "p" : "t");
    }

    private Request credit(SimClient client) {
        long handle = handle(client);
        if (chance(20)) {
            return new Await(handle, random.nextInt(4));
        }
        return new Credit(handle, chance(8) ? Credit.REVOKE : 1 + random.nextInt(5));
    }

    private long handle(SimClient client) {
        return client.handles.isEmpty() || chance(2) ? 1 + random.nextInt(3) : any(client.handles);
    }

    private Request open(SimClient client) {
        if (client.handles.size() >= MOST_CONSUMERS) {
            return close(client);
        }
        long handle = ++client.lastHandle;
        client.handles.add(handle);
        return new OpenConsumer(handle, source(client), filter().text());
    }

    private Source source(SimClient client) {
        int kind = random.nextInt(20);
        if (kind < 10) {
            return new Source.OfQueue(chance(90)
                    ? Address.queue(queue())
                    : Address.queue(any(List.of("expired", "graveyard", "DLQ.q.pause", "DLQ.temporary"))));
        } else if (kind < 12) {
            Address address = client.temporaries.isEmpty() ? temporary() : any(client.temporaries);
            return address.isQueue()
                    ? new Source.OfQueue(address)
                    : new Source.OfSubscription(address, null, false, false, false);
        }
        Address topic = Address.topic(any(chance(70) ? hotPatterns : Settings.PATTERNS_OF_TOPICS));
        boolean noLocal = chance(40);
        return switch (random.nextInt(4)) {
            case 0 -> new Source.OfSubscription(topic, null, false, false, noLocal);
            case 1 -> new Source.OfSubscription(topic, any(NAMES), false, true, false);
            case 2 -> new Source.OfSubscription(topic, any(NAMES), true, true, false);
            default -> new Source.OfSubscription(topic, any(NAMES), true, false, noLocal);
        };
    }

    private Request close(SimClient client) {
        long handle = handle(client);
        client.handles.remove(handle);
        List<Settlement> settlements = new ArrayList<>();
        if (chance(60)) {
            settlements.add(settlement(client, handle, Outcome.RELEASED));
        }
        return new CloseConsumer(handle, settlements);
    }

    private Request transaction(SimClient client) {
        long number = client.transaction++;
        return chance(65)
                ? new Commit(number, settlements(client, Outcome.ACCEPTED))
                : new Rollback(number, settlements(client, chance(70) ? Outcome.FAILED : Outcome.RELEASED));
    }

    // ---- settling

    private Request settle(SimClient client) {
        if (branches.worksIn(client) && chance(40)) {
            return branches.leave(client);
        } else if (!client.recalled.isEmpty()) {
            long handle = client.recalled.remove(0);
            if (chance(60)) {
                return new Settle(List.of(settlement(client, handle, Outcome.RELEASED)));
            }
        }
        if (chance(45)) {
            SimClient.Visible visible = chance(70) ? client.visible.get(0) : any(client.visible);
            return new Acknowledge(visible.handle(), visible.delivery(), random.nextInt(3));
        }
        int choice = random.nextInt(10);
        Outcome outcome = choice < 2 ? Outcome.ACCEPTED : choice < 4 ? Outcome.RELEASED : Outcome.FAILED;
        return new Settle(settlements(client, outcome));
    }

    /** A part of what a client holds. */
    List<Settlement> settlements(SimClient client, Outcome outcome) {
        List<Settlement> all = new ArrayList<>();
        for (long handle : client.visible.stream().map(SimClient.Visible::handle).distinct().toList()) {
            if (chance(70)) {
                all.add(settlement(client, handle, outcome));
            }
        }
        if (chance(15)) {
            all.add(foreign(client));
        }
        return all;
    }

    /** A part of what a consumer holds, in any order, sometimes with a number twice. */
    private Settlement settlement(SimClient client, long handle, Outcome outcome) {
        List<Long> numbers = new ArrayList<>();
        for (SimClient.Visible visible : client.visible) {
            if (visible.handle() == handle && chance(75)) {
                numbers.add(random.nextInt(numbers.size() + 1), visible.delivery());
            }
        }
        if (!numbers.isEmpty() && chance(10)) {
            numbers.add(any(numbers));
        }
        long[] deliveries = numbers.stream().mapToLong(number -> number).toArray();
        return new Settlement(handle, outcome, deliveries, chance(20) ? "no luck" : null);
    }

    /** Names what another consumer holds, which must do nothing. */
    private Settlement foreign(SimClient client) {
        long handle = handle(client);
        List<Long> others = simulation.model().inFlightBeside(client.connection, handle);
        long delivery = others.isEmpty() ? random.nextInt(50) : any(others);
        boolean mine = client.visible.stream()
                .anyMatch(visible -> visible.handle() == handle && visible.delivery() == delivery);
        return Settlement.of(handle, Outcome.ACCEPTED, mine ? -1 : delivery);
    }
}
