// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Collects events and appends them in one transaction. The monitor is held while a batch is on its way, so that batches
 * keep their order and whoever is faster than the broker waits for it.
 */
final class CollectedAppends<E> implements BatchAppender<E> {

    private static final Log LOG = Log.of(CollectedAppends.class);
    private static final TimeSource.Alarm NONE = () -> {};
    private static final int ATTEMPTS = 3;

    /** After these nobody knows whether the events are in the stream, or another attempt may do better. */
    private static final Set<ErrorCode> REPEATED =
            Set.of(ErrorCode.CONNECTION_LOST, ErrorCode.TIMEOUT, ErrorCode.TRANSACTION_ROLLED_BACK);

    private final Source<E> source;
    private final AppendSessions sessions;

    /** Throws when there is no stream. */
    private final Runnable check;
    private final int size;
    private final Duration longest;
    private final String prefix = UUID.randomUUID().toString();
    private List<Item> collected = new ArrayList<>();
    private TimeSource.Alarm alarm = NONE;
    private long batch;
    private long names;
    private boolean closed;

    CollectedAppends(Source<E> source, AppendSessions sessions, Runnable check, int size, Duration longest) {
        if (size < 1 || longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException(
                    "A batch has a size of 1 or more and a time of more than 0, not " + size + " and " + longest);
        }
        this.source = source;
        this.sessions = sessions;
        this.check = check;
        this.size = size;
        this.longest = longest;
    }

    /** An event with its name; the future is completed outside of the provider's threads. */
    private record Item(Outgoing<?> event, @Nullable String name, CompletableFuture<Appended> done) {}

    /** An event in the form in which it was sent. */
    private record Sent(Item item, Message form) {}

    @Override
    public CompletionStage<Appended> add(String key, E event) {
        return add(Outgoing.to(source.channel()).key(key).body(event));
    }

    @Override
    public synchronized CompletionStage<Appended> add(Outgoing<? extends E> event) {
        if (closed) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "This batch appender of stream '" + source.name() + "' was closed");
        }
        boolean isNamed = event.headers().containsKey(MessageProperties.DEDUP_ID);
        Item item = new Item(event, isNamed ? null : prefix + '-' + names++, new CompletableFuture<>());
        collected.add(item);
        if (collected.size() >= size) {
            flushQuietly();
        } else if (collected.size() == 1) {
            long number = batch;
            alarm = source.tools().time().schedule(
                    source.nowMillis() + longest.toMillis(), () -> source.tools().workers().aside(() -> due(number)));
        }
        return item.done().minimalCompletionStage();
    }

    private synchronized void due(long number) {
        if (number == batch) {
            flushQuietly();
        }
    }

    /** Those who wait for their events are told; the log is for those who do not. */
    private void flushQuietly() {
        try {
            flush();
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, "A batch for stream '" + source.name() + "' was not appended: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void flush() {
        alarm.cancel();
        alarm = NONE;
        batch++;
        List<Item> items = collected;
        collected = new ArrayList<>();
        if (items.isEmpty()) {
            return;
        }
        try {
            appendRepeatedly(items);
        } catch (ProviderException e) {
            items.forEach(item -> item.done().completeExceptionally(e));
            throw e;
        }
    }

    private void appendRepeatedly(List<Item> items) {
        for (int attempt = 1; true; attempt++) {
            try {
                sessions.transact(session -> send(session, items), this::report);
                return;
            } catch (ProviderException e) {
                if (attempt == ATTEMPTS || !REPEATED.contains(e.code())) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "A batch is sent again: " + e.getMessage(), e);
            }
        }
    }

    private static List<Sent> send(AppendSession session, List<Item> items) throws JMSException {
        List<Sent> sent = new ArrayList<>(items.size());
        for (Item item : items) {
            try {
                sent.add(new Sent(item, session.send(item.event(), item.name(), null)));
            } catch (PayloadException e) {
                item.done().completeExceptionally(e); // it fails alone
            }
        }
        return sent;
    }

    private List<Sent> report(List<Sent> sent) throws JMSException {
        check.run();
        for (Sent each : sent) {
            each.item().done().complete(AppendSession.appended(each.form()));
        }
        return sent;
    }

    @Override
    public synchronized void close() {
        closed = true;
        source.tools().release(this);
        flush();
    }
}
