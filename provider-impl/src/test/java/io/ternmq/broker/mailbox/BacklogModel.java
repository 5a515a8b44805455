// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Removal;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timed;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A mailbox with a backlog beside a plain list, both driven by one seed; nobody can tell them apart. */
final class BacklogModel {

    private static final int STEPS = 300;
    private static final int COLORS = 3;
    private static final int LEVELS = 2;

    /** What the list knows of a message. */
    private static final class Item {

        private final FrozenMessage message;
        private final long id;
        private long order;
        private long due;
        private int attempts;
        private Entry.Stage stage;

        Item(FrozenMessage message, long id, long due) {
            this.message = message;
            this.id = id;
            this.due = due;
            this.stage = due == 0 ? Entry.Stage.READY : Entry.Stage.SCHEDULED;
        }

        boolean isOut() {
            return stage == Entry.Stage.IN_FLIGHT || stage == Entry.Stage.CLAIMED;
        }

        boolean isLateAt(long moment) {
            long expiration = message.expirationMillis();
            return stage == Entry.Stage.READY && expiration != 0 && expiration <= moment;
        }

        boolean isVisible() {
            return stage != Entry.Stage.SCHEDULED;
        }

        boolean isColor(MailboxConsumer consumer) {
            Selector selector = consumer.selector();
            return selector == null || selector.matches(message);
        }
    }

    private static final Comparator<Item> IN_ORDER = Comparator.comparing((Item item) -> !item.isVisible())
            .thenComparingInt(item -> item.isVisible() ? -item.message.priority() : 0)
            .thenComparingLong(item -> item.isVisible() ? item.order : item.due)
            .thenComparingLong(item -> item.id);

    private final SplittableRandom random;
    private final Schedule<Timed> schedule = new Schedule<>();
    private final Map<Long, FrozenMessage> store = new HashMap<>();
    private final Map<Long, StoredMessage> unstored = new HashMap<>();
    private final Premises premises;
    private final List<Item> items = new ArrayList<>();
    private final List<MailboxConsumer> consumers = new ArrayList<>();
    private Mailbox mailbox;
    private long now = 1;
    private long lastId;
    private long lastRef;
    private long lastOrder;

    BacklogModel(SplittableRandom random) {
        this.random = random;
        Paging paging = new Paging(random.nextInt(4), 1 + random.nextInt(90), 1 + random.nextInt(4), 2);
        this.premises = new Premises(Long.MAX_VALUE, Schedule.asTimetable(schedule), paging);
        premises.readFrom(ref -> {
            assertThat(store).as("what is read").containsKey(ref);
            return Objects.requireNonNull(store.get(ref));
        });
        this.mailbox = Mailboxes.queue("q", premises);
        openConsumers();
    }

    private void openConsumers() {
        consumers.clear();
        for (int color = 0; color <= COLORS; color++) {
            Selector selector = color == COLORS ? null : Selector.parse("color = " + color);
            MailboxConsumer consumer = new MailboxConsumer(color + 1, 1, color + 1, mailbox, selector);
            mailbox.open(consumer);
            consumers.add(consumer);
        }
    }

    /** Lives a life and compares at every step. */
    void run() {
        for (int step = 0; step < STEPS; step++) {
            change();
            if (random.nextInt(3) > 0) {
                storeAll();
            }
            compare();
        }
        storeAll();
        drain();
    }

    private void change() {
        int choice = random.nextInt(32);
        if (choice < 11) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                add();
            }
        } else if (choice < 20) {
            deliver(consumers.get(random.nextInt(consumers.size())));
        } else if (choice < 23) {
            giveBack();
        } else if (choice < 25) {
            remove(any(item -> item.isOut()));
        } else if (choice < 27) {
            remove(any(item -> true));
        } else if (choice < 28) {
            claim(any(item -> item.stage == Entry.Stage.IN_FLIGHT || item.stage == Entry.Stage.READY));
        } else if (choice < 29) {
            attempt(any(item -> item.stage == Entry.Stage.READY));
        } else if (choice < 31) {
            passTime();
        } else {
            restart();
        }
    }

    private void add() {
        FrozenMessageBuilder builder = FrozenMessage.to(Address.queue("q"), new MessageId("p", ++lastId))
                .priority(random.nextInt(LEVELS))
                .persistent(random.nextInt(5) > 0)
                .properties(PropertyMap.wrap(Map.of("color", random.nextInt(COLORS))));
        if (random.nextInt(5) == 0) {
            builder.expirationMillis(now + 1 + random.nextInt(60));
        }
        long due = random.nextInt(8) == 0 ? now + 1 + random.nextInt(30) : 0;
        Item item = new Item(builder.build(), lastId, due);
        item.order = item.due == 0 ? ++lastOrder : 0;
        items.add(item);
        if (item.message.isPersistent()) {
            StoredMessage stored = new StoredMessage(item.message, premises.source());
            unstored.put(item.id, stored);
            mailbox.add(item.id, stored, item.message.sizeBytes(), item.due);
        } else {
            mailbox.add(item.id, item.message, item.message.sizeBytes(), item.due);
        }
    }

    private void storeAll() {
        unstored.forEach((id, message) -> {
            store.put(++lastRef, message.load());
            message.storedAt(lastRef);
            mailbox.stored(id);
        });
        unstored.clear();
    }

    private void deliver(MailboxConsumer consumer) {
        mailbox.addCredit(consumer, 1);
        Entry match = nextMatch();
        Item expected = firstFor(consumer);
        assertThat(match == null ? 0 : match.id()).as("for %s", consumer.id()).isEqualTo(idOf(expected));
        if (match != null && expected != null) {
            assertThat(match.message().load().id()).isEqualTo(expected.message.id());
            assertThat(match.attempts()).isEqualTo(expected.attempts);
            mailbox.deliver(entry(match.id()), ++expected.attempts, mailbox.matchedConsumer());
            expected.stage = Entry.Stage.IN_FLIGHT;
        }
        mailbox.revokeCredit(consumer);
    }

    /** Looks on as often as it takes. */
    private @Nullable Entry nextMatch() {
        Entry match = null;
        for (boolean more = true; more; ) {
            mailbox.beginLooking();
            match = mailbox.nextMatch();
            more = match == null && mailbox.isLookUnfinished();
            if (mailbox.takeLookRequest()) {
                mailbox.lookOn();
            }
        }
        return match;
    }

    private @Nullable Item firstFor(MailboxConsumer consumer) {
        return items.stream()
                .filter(item -> item.stage == Entry.Stage.READY && item.isColor(consumer))
                .min(IN_ORDER)
                .orElse(null);
    }

    private Entry entry(long id) {
        return Objects.requireNonNull(mailbox.find(id), () -> "message " + id + " is not there");
    }

    private static long idOf(@Nullable Item item) {
        return item == null ? 0 : item.id;
    }

    private @Nullable Item any(Predicate<Item> wanted) {
        List<Item> candidates = items.stream().filter(wanted).toList();
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }

    private void giveBack() {
        for (Item item = any(Item::isOut); item != null; item = random.nextBoolean() ? any(Item::isOut) : null) {
            boolean counted = random.nextBoolean();
            item.due = random.nextInt(4) == 0 ? now + 1 + random.nextInt(20) : 0;
            item.stage = item.due == 0 ? Entry.Stage.READY : Entry.Stage.SCHEDULED;
            item.attempts = counted ? item.attempts : Math.max(0, item.attempts - 1);
            mailbox.giveBack(entry(item.id), counted, item.due);
        }
    }

    private void remove(@Nullable Item item) {
        if (item != null) {
            mailbox.remove(entry(item.id), Removal.ACKNOWLEDGED);
            items.remove(item);
            unstored.remove(item.id);
        }
    }

    private void claim(@Nullable Item item) {
        if (item != null) {
            mailbox.claim(entry(item.id));
            item.stage = Entry.Stage.CLAIMED;
        }
    }

    /** As in recovery: delivered to somebody unknown. */
    private void attempt(@Nullable Item item) {
        if (item != null) {
            mailbox.deliver(entry(item.id), ++item.attempts, null);
        }
    }

    private void passTime() {
        now += 1 + random.nextInt(10);
        for (Timed next = schedule.peekDue(now); next != null; next = schedule.peekDue(now)) {
            if (next instanceof Chunk chunk) {
                mailbox.expiredIn(chunk, now).forEach(entry -> remove(expired(entry.id())));
            } else if (((Entry) next).stage() == Entry.Stage.SCHEDULED) {
                makeReady((Entry) next);
            } else {
                remove(expired(((Entry) next).id()));
            }
        }
        assertThat(items).as("expired ones").noneMatch(item -> item.isLateAt(now));
    }

    private Item expired(long id) {
        Item item = items.stream().filter(one -> one.id == id).findFirst().orElseThrow();
        assertThat(item.stage).isEqualTo(Entry.Stage.READY);
        assertThat(item.message.expirationMillis()).isBetween(1L, now);
        return item;
    }

    private void makeReady(Entry entry) {
        Item item = items.stream().filter(one -> one.id == entry.id()).findFirst().orElseThrow();
        assertThat(item.due).isLessThanOrEqualTo(now);
        mailbox.due(entry);
        item.stage = Entry.Stage.READY;
        item.order = ++lastOrder;
        item.due = 0;
    }

    /** The durable part goes through an image, in which every message gets a new place. */
    private void restart() {
        storeAll();
        List<Paged> image = new ArrayList<>();
        Map<Long, Long> dues = new HashMap<>();
        Map<Long, FrozenMessage> kept = new HashMap<>();
        mailbox.forEachInOrder(new HeldVisitor() {
            @Override
            public void onEntry(Entry entry) {
                if (entry.message() instanceof StoredMessage message) {
                    keep(new Paged(
                            entry.id(),
                            message.ref(),
                            message.priority(),
                            message.sizeBytes(),
                            message.expirationMillis(),
                            entry.attempts()));
                    dues.put(entry.id(), entry.stage() == Entry.Stage.SCHEDULED ? entry.dueMillis() : 0);
                    message.storedAt(lastRef);
                }
            }

            @Override
            public long onPaged(Paged message) {
                dues.put(message.entry(), 0L);
                return keep(message);
            }

            private long keep(Paged message) {
                kept.put(++lastRef, Objects.requireNonNull(store.get(message.ref())));
                image.add(new Paged(
                        message.entry(),
                        lastRef,
                        message.priority(),
                        message.sizeBytes(),
                        message.expirationMillis(),
                        message.attempts()));
                return lastRef;
            }
        });
        store.clear();
        store.putAll(kept);
        compare();
        if (random.nextBoolean()) {
            startAgain(image, dues);
        }
    }

    private void startAgain(List<Paged> image, Map<Long, Long> dues) {
        mailbox.dispose();
        assertThat(premises.memoryBytes()).as("memory of a mailbox that is gone").isZero();
        assertThat(schedule.size()).as("moments of a mailbox that is gone").isZero();
        mailbox = Mailboxes.queue("q", premises);
        openConsumers();
        image.forEach(message -> mailbox.stock(message, dues.getOrDefault(message.entry(), 0L)));
        items.removeIf(item -> !item.message.isPersistent());
        for (Item item : items) {
            if (item.stage != Entry.Stage.SCHEDULED) {
                item.stage = Entry.Stage.READY;
            }
        }
    }

    private void compare() {
        items.sort(IN_ORDER);
        List<Long> expected = items.stream().map(item -> item.id).toList();
        assertThat(idsInOrder()).isEqualTo(expected);
        assertThat(browsed()).isEqualTo(
                items.stream().filter(Item::isVisible).map(item -> item.message.id()).toList());
        assertThat(mailbox.depth()).isEqualTo(items.size());
        assertThat(mailbox.inFlight()).isEqualTo((int) items.stream().filter(Item::isOut).count());
        assertThat(mailbox.statistics().bytes()).isEqualTo(
                items.stream().mapToLong(item -> item.message.sizeBytes()).sum());
        long memory = 0;
        for (Item item : items) {
            Entry entry = entry(item.id);
            assertThat(entry.stage()).isEqualTo(item.stage);
            assertThat(entry.attempts()).isEqualTo(item.attempts);
            memory += entry.charge();
        }
        assertThat(premises.memoryBytes()).isEqualTo(memory);
        assertThat(mailbox.find(lastId + 1)).isNull();
    }

    private List<Long> idsInOrder() {
        List<Long> ids = new ArrayList<>();
        mailbox.forEachInOrder(new HeldVisitor() {
            @Override
            public void onEntry(Entry entry) {
                ids.add(entry.id());
            }

            @Override
            public long onPaged(Paged message) {
                ids.add(message.entry());
                return message.ref();
            }
        });
        return ids;
    }

    private List<MessageId> browsed() {
        List<MessageId> seen = new ArrayList<>();
        int page = 1 + random.nextInt(5);
        long[] position = {0};
        int before = -1;
        while (seen.size() != before) {
            before = seen.size();
            int end = before + page;
            mailbox.browse(position[0], (place, message) -> {
                position[0] = place;
                seen.add(message.load().id());
                return seen.size() < end;
            });
        }
        return seen;
    }

    private void drain() {
        MailboxConsumer greedy = consumers.get(COLORS);
        List<Item> ready = new ArrayList<>(items);
        ready.removeIf(item -> item.stage != Entry.Stage.READY);
        ready.sort(IN_ORDER);
        for (Item item : ready) {
            deliver(greedy);
            assertThat(item.stage).isEqualTo(Entry.Stage.IN_FLIGHT);
        }
        for (Item item : List.copyOf(items)) {
            remove(item);
        }
        assertThat(mailbox.depth()).isZero();
        assertThat(premises.memoryBytes()).isZero();
        assertThat(schedule.size()).isZero();
    }
}
