// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.boot.LoneStore;
import io.ternmq.broker.Fact;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.engine.Replay;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.broker.state.Bodies;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.state.StateImage;
import io.ternmq.broker.state.StoredBody;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.store.AppendListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A store that this process owns, and what it holds; no broker runs on it. For one thread. */
final class StoredState implements AutoCloseable {

    private final LoneStore store;
    private final Replay replay;
    private long position;

    private StoredState(LoneStore store) {
        this.store = store;
        this.replay = new Replay(ref -> message(store.log().read(ref)))
                .readParts(ref -> part(store.log().read(ref)));
    }

    /**
     * Takes a store that is there and reads what it holds; messages stay in the store.
     *
     * @throws ProviderException with {@code STORE_FAILED} when a broker has it, or it is damaged
     */
    static StoredState open(StoreAddress address) throws IOException {
        Path directory = address.directory();
        if (directory != null) {
            StoreAddress.inspect(directory).close();
        }
        StoredState opened = new StoredState(LoneStore.open(address.existing(), StoreAddress.OWNER));
        boolean isWhole = false;
        try {
            opened.position = opened.store.log().replay(opened.replay::take);
            isWhole = true;
            return opened;
        } finally {
            if (!isWhole) {
                opened.close();
            }
        }
    }

    private static FrozenMessage message(Fact stored) {
        if (stored instanceof Routed routed) {
            return routed.message().load();
        }
        throw new ProviderException(ErrorCode.STORE_FAILED, "The store holds something else where a message should be: "
                + stored.getClass().getSimpleName());
    }

    private static Bytes part(Fact stored) {
        if (stored instanceof PartStored part) {
            return part.bytes();
        }
        throw new ProviderException(ErrorCode.STORE_FAILED, "The store holds something else where a part should be: "
                + stored.getClass().getSimpleName());
    }

    /** What it holds. */
    BrokerState state() {
        return replay.state();
    }

    /** All queues and subscriptions. */
    List<Mailbox> mailboxes() {
        List<Mailbox> found = new ArrayList<>();
        for (Destination destination : state().destinations()) {
            addTo(found, destination.mailbox());
        }
        for (Subscription subscription : state().subscriptions().all()) {
            addTo(found, state().mailbox(subscription.mailbox()));
        }
        return found;
    }

    private static void addTo(List<Mailbox> found, @Nullable Mailbox mailbox) {
        if (mailbox != null) {
            found.add(mailbox);
        }
    }

    /** A message of which a mailbox knows its place only. */
    StoredMessage messageOf(Paged picture) {
        return new StoredMessage(picture.ref(), picture.sizeBytes(), picture.priority(), picture.expirationMillis(),
                ref -> message(store.log().read(ref)));
    }

    /** Whether all parts of a large body can be read. */
    boolean isWhole(LargeBody large) {
        Bodies bodies = state().bodies();
        StoredBody body = bodies.find(large.number());
        long read = 0;
        try {
            for (int part = 0; body != null && read < large.length(); part++) {
                Bytes bytes = bodies.read(body, part);
                if (bytes == null) {
                    return false;
                }
                read += bytes.length();
            }
        } catch (ProviderException unreadable) {
            return false;
        }
        return read == large.length();
    }

    /**
     * Adds facts to the log; what this object knows stays as it was.
     *
     * @throws ProviderException with {@code STORE_FAILED} when they cannot be made durable
     */
    void append(List<? extends Fact> facts) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        store.log().append(facts, new AppendListener() {
            @Override
            public void onDurable() {
                durable.complete(null);
            }

            @Override
            public void onFailed(Throwable cause) {
                durable.completeExceptionally(cause);
            }
        });
        store.log().flush();
        try {
            durable.join();
        } catch (CompletionException e) {
            throw new ProviderException(ErrorCode.STORE_FAILED, "The store could not be written: "
                    + e.getMessage(), e);
        }
    }

    /** Replaces the log by an image of what it holds, so that the rest can be given back. */
    void checkpoint() {
        store.log().checkpoint(position, StateImage.of(state()));
    }

    /**
     * Finds a queue by {@code queue://name}, or a subscription by {@code topic://} and its label.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} when there is none; lists those that there are
     */
    Mailbox mailbox(String name) {
        Address address = AddressText.destination(name);
        Mailbox found = address.isQueue() ? queue(address) : subscription(address.name());
        if (found != null) {
            return found;
        }
        List<String> known = destinations();
        throw new ProviderException(ErrorCode.INVALID_DESTINATION, "There is no " + name + " in the store"
                + (known.isEmpty() ? "; it is empty" : ", but " + String.join(", ", known)));
    }

    private @Nullable Mailbox queue(Address address) {
        Destination known = state().destination(address);
        return known == null ? null : known.mailbox();
    }

    private @Nullable Mailbox subscription(String label) {
        for (Subscription subscription : state().subscriptions().all()) {
            if (subscription.spec().label().equals(label)) {
                return state().mailbox(subscription.mailbox());
            }
        }
        return null;
    }

    private List<String> destinations() {
        List<String> names = new ArrayList<>();
        for (Destination destination : state().destinations()) {
            names.add(AddressText.of(destination.address()));
        }
        state().subscriptions().all().forEach(subscription -> names.add("topic://" + subscription.spec().label()));
        names.sort(null);
        return names;
    }

    @Override
    public void close() {
        store.close();
    }
}
