// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.api.pattern.stream.EventStoreBuilder;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.GroupReading;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamReading;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A stream whose events have a type. Any thread. */
final class TypedStream<E> implements EventStream<E> {

    private final Source<E> source;
    private final AppendSessions sessions;
    private volatile boolean known;

    TypedStream(Source<E> source) {
        this.source = source;
        this.sessions = new AppendSessions(source);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Channel channel() {
        return source.channel();
    }

    Source<E> source() {
        return source;
    }

    // --- writing ------------------------------------------------------------------------------------------------

    @Override
    public Appended append(E event) {
        return append(Outgoing.to(channel()).body(event));
    }

    @Override
    public Appended append(String key, E event) {
        return append(outgoing(key, event));
    }

    @Override
    public Appended append(Outgoing<? extends E> event) {
        return requireInStream(sessions.use(session -> AppendSession.appended(session.send(event, null, null))), event);
    }

    @Override
    public CompletionStage<Appended> appendAsync(String key, E event) {
        return appendAsync(outgoing(key, event));
    }

    @Override
    public CompletionStage<Appended> appendAsync(Outgoing<? extends E> event) {
        AsyncAppend answer = new AsyncAppend(source.tools().workers());
        try {
            return sessions.use(session -> {
                session.send(event, null, answer);
                return answer.future().thenApply(appended -> requireInStream(appended, event));
            });
        } catch (ProviderException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<Appended> appendAll(List<? extends Outgoing<? extends E>> events) {
        List<Appended> places = sessions.transact(session -> sendAll(session, events), TypedStream::appended);
        requireStream();
        return places;
    }

    /** A topic without a stream takes every message and keeps none: that is no append. */
    private Appended requireInStream(Appended appended, Outgoing<?> event) {
        if (appended.offset() == Appended.UNKNOWN && !event.headers().containsKey(MessageProperties.DEDUP_ID)) {
            requireStream();
        }
        return appended;
    }

    /** A commit does not tell of streams; once there is one, it is believed in. */
    private void requireStream() {
        if (!known && source.viewIfThere() == null) {
            throw new ProviderException(ErrorCode.NOT_FOUND, "There is no stream behind topic '" + name()
                    + "', so the event went to its subscribers and is not kept: open the stream with a StreamPolicy, or"
                    + " give one to the topic in the broker's settings");
        }
        known = true;
    }

    private static List<Message> sendAll(AppendSession session, List<? extends Outgoing<?>> events)
            throws JMSException {
        List<Message> forms = new ArrayList<>(events.size());
        for (Outgoing<?> event : events) {
            forms.add(session.send(event, null, null));
        }
        return forms;
    }

    private static List<Appended> appended(List<Message> sent) throws JMSException {
        List<Appended> places = new ArrayList<>(sent.size());
        for (Message each : sent) {
            places.add(AppendSession.appended(each));
        }
        return places;
    }

    @Override
    public List<Appended> appendExpecting(String key, long expectedVersion, List<? extends E> events) {
        if (events.isEmpty() || expectedVersion < 0) {
            throw new IllegalArgumentException("To expect a version of key '" + key
                    + "' takes an event and a version of 0 or more, not " + events.size() + " and " + expectedVersion);
        }
        if (events.size() == 1) {
            return List.of(append(expecting(key, expectedVersion, events.get(0))));
        }
        List<Outgoing<E>> expecting = new ArrayList<>(events.size());
        for (E event : events) {
            expecting.add(expecting(key, expectedVersion + expecting.size(), event));
        }
        return versioned(appendAll(expecting), expectedVersion);
    }

    /** What a commit does not tell is known all the same. */
    private static List<Appended> versioned(List<Appended> places, long before) {
        List<Appended> known = new ArrayList<>(places.size());
        for (Appended place : places) {
            known.add(new Appended(place.offset(), place.partition(), before + known.size() + 1));
        }
        return known;
    }

    private Outgoing<E> expecting(String key, long version, E event) {
        return Outgoing.to(channel())
                .key(key)
                .header(MessageProperties.EXPECTED_VERSION, version)
                .body(event);
    }

    @Override
    public BatchAppender<E> batched(int size, Duration longest) {
        return source.tools().keep(new CollectedAppends<>(source, sessions, this::requireStream, size, longest));
    }

    private Outgoing<E> outgoing(String key, E event) {
        return Outgoing.to(channel()).key(key).body(event);
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Override
    public Optional<Incoming<E>> event(long offset) {
        StreamPosition.Offset position = new StreamPosition.Offset(offset);
        if (offset >= source.nextOffset()) {
            return Optional.empty();
        }
        try (Cursor cursor = Cursor.open(source, ReadingPlan.from(position).to(new StreamEnd.Offset(offset + 1)))) {
            Message message = cursor.next(Long.MAX_VALUE);
            if (message == null) {
                throw gone(offset);
            }
            return Optional.of(source.tools().forms().read(message, source.type()));
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    private ProviderException gone(long offset) {
        long first = source.view().firstOffset();
        return new ProviderException(
                ErrorCode.UNKNOWN_OFFSET,
                "Event " + offset + " of stream '" + name() + "' is no longer kept: " + (offset < first
                        ? "the oldest one is " + first + "; keep events for longer with a StreamPolicy"
                        : "a later event of its key has taken its place"));
    }

    @Override
    public StreamReading<E> read() {
        return new Reading<>(source);
    }

    @Override
    public GroupReading<E> group(String group) {
        return new MemberReading<>(source, group);
    }

    @Override
    public <S> EventStoreBuilder<E, S> store(PayloadType<S> state) {
        return new StoreDescription<>(this, state);
    }

    // --- the stream itself --------------------------------------------------------------------------------------

    @Override
    public StreamView describe() {
        return source.view();
    }

    @Override
    public void configure(StreamPolicy policy) {
        source.tell(access -> access.configure(name(), policy));
    }

    @Override
    public void close() {
        source.tools().release(this);
        sessions.close();
    }
}
