// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.Fact;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Routed;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageRef;
import io.ternmq.message.RandomMessages;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Terms;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durable facts with chance in every field, the same ones for the same seed. A fact is made from the types of its
 * fields, so a new class of facts needs nothing here as long as it has no new types of fields.
 */
final class RandomFacts {

    private final Random random;
    private final RandomMessages messages;

    RandomFacts(Random random) {
        this.random = random;
        this.messages = new RandomMessages(random);
    }

    /** A fact of one class. */
    Fact next(Class<? extends Fact> type) {
        if (type.equals(Stocked.class)) {
            return stocked();
        }
        if (type.equals(EventsKept.class)) {
            return events();
        }
        if (type.equals(KeysKept.class)) {
            int count = random.nextInt(5);
            List<String> keys = Stream.generate(messages::text).limit(count).toList();
            return new KeysKept(messages.number(), keys, column(count), column(count));
        }
        if (type.equals(Appended.class)) {
            return appended();
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean durability = components[i].getName().equals("isDurable");
            values[i] = nullable && random.nextInt(3) == 0 ? null : durability ? true : value(types[i]);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private Object value(Class<?> type) {
        if (type == long.class) {
            return messages.number();
        }
        if (type == int.class) {
            return (int) messages.number();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return messages.text();
        }
        if (type == long[].class) {
            return random.longs(2 * random.nextInt(3)).toArray();
        }
        return ofHouse(type);
    }

    private Object ofHouse(Class<?> type) {
        if (type == MessageRef.class || type == FrozenMessage.class) {
            return messages.nextDurable();
        }
        if (type == Address.class) {
            return random.nextBoolean() ? Address.queue(messages.text()) : Address.topic(messages.text());
        }
        if (type == Bytes.class) {
            return messages.bytes();
        }
        if (type == BranchId.class) {
            return new BranchId((int) messages.number(), part(), part());
        }
        if (type == Removal.class) {
            Removal[] reasons = Removal.values();
            return reasons[random.nextInt(reasons.length)];
        }
        if (type == SubscriptionSpec.class) {
            return subscription();
        }
        if (type == DestinationPolicy.class) {
            return policy();
        }
        if (type == StreamPolicy.class) {
            return retention();
        }
        if (type == Terms.class) {
            return terms();
        }
        throw new AssertionError("RandomFacts does not know how to make a " + type.getName() + "; tell it");
    }

    private Terms terms() {
        Missed[] choices = Missed.values();
        return new Terms(
                messages.text(),
                messages.number(),
                random.nextBoolean() ? messages.text() : null,
                messages.text(),
                choices[random.nextInt(choices.length)]);
    }

    private SubscriptionSpec subscription() {
        return new SubscriptionSpec(
                random.nextBoolean() ? messages.text() : null,
                random.nextBoolean() ? messages.text() : null,
                messages.text(),
                random.nextBoolean() ? messages.text() : null,
                true,
                random.nextBoolean(),
                random.nextBoolean(),
                messages.number());
    }

    private DestinationPolicy policy() {
        FullPolicy[] whenFull = FullPolicy.values();
        return new DestinationPolicy(
                new Limits(
                        1 + random.nextInt(1000),
                        random.nextBoolean() ? Limits.UNLIMITED : Long.MAX_VALUE,
                        whenFull[random.nextInt(whenFull.length)],
                        random.nextInt(1000)),
                new Redelivery(1 + random.nextInt(1000), random.nextInt(1000), 1 + random.nextDouble(), Long.MAX_VALUE),
                random.nextBoolean() ? messages.text() : null,
                random.nextBoolean() ? messages.text() : null,
                random.nextBoolean())
                .withStream(random.nextBoolean() ? retention() : null);
    }

    private Bytes part() {
        byte[] part = new byte[random.nextInt(BranchId.MAX_PART + 1)];
        random.nextBytes(part);
        return Bytes.copyOf(part);
    }

    private EventsKept events() {
        int count = random.nextInt(40);
        return new EventsKept(
                messages.number(),
                column(count),
                column(count),
                column(count),
                narrow(column(count)),
                column(count),
                narrow(column(count)));
    }

    /** Its key is that of its message. */
    private Appended appended() {
        FrozenMessage message = messages.nextDurable();
        String key = message.properties().get(MessageProperties.KEY) instanceof String text ? text : null;
        Routed routed = new Routed(messages.number(), message, new long[] {messages.number()}, 0, true);
        return new Appended(
                routed, messages.number(), messages.number(), messages.number(), key, messages.number());
    }

    private StreamPolicy retention() {
        return new StreamPolicy(
                1 + random.nextInt(1_024),
                random.nextBoolean() ? -1 : 1 + random.nextInt(1_000),
                -1,
                random.nextBoolean() ? -1 : 1 + random.nextInt(1_000),
                random.nextBoolean());
    }

    private Stocked stocked() {
        int count = random.nextInt(40);
        return new Stocked(
                messages.number(),
                random.nextInt(10),
                column(count),
                column(count),
                narrow(column(count)),
                column(count),
                column(count),
                narrow(column(count)));
    }

    private long[] column(int count) {
        LongSupplier source = random.nextInt(3) == 0 ? () -> 0 : messages::number;
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = source.getAsLong();
        }
        return values;
    }

    private static int[] narrow(long[] values) {
        int[] narrow = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (int) values[i];
        }
        return narrow;
    }
}
