// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.common.Log;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * States of objects in a stream that keeps the last one of each. One that comes late, after a newer one, only costs the
 * reader some events. Any thread.
 */
final class Snapshots<S> {

    private static final Log LOG = Log.of(Snapshots.class);
    private static final String SUFFIX = ".snapshots";
    private static final String VERSION = "tern_snapshot_version";
    private static final String OFFSET = "tern_snapshot_offset";

    private final Source<S> source;
    private final TypedStream<S> stream;
    private final int every;

    private Snapshots(Source<S> source, int every) {
        this.source = source;
        this.stream = source.tools().keep(new TypedStream<>(source));
        this.every = every;
    }

    /**
     * A state that was kept.
     *
     * @param state   the state
     * @param version of the last event in it
     * @param offset  of the last event in it
     */
    record Snapshot<S>(S state, long version, long offset) {}

    static <S> Snapshots<S> open(Source<?> events, PayloadType<S> state, int every) {
        Source<S> source = new Source<>(events.tools(), events.name() + SUFFIX, state);
        source.tell(access -> access.configure(source.name(), StreamPolicy.DEFAULT.withCompact(true)));
        return new Snapshots<>(source, every);
    }

    /** The newest one of an object. */
    @Nullable Snapshot<S> newest(String id) throws JMSException {
        ReadingPlan plan =
                ReadingPlan.from(new StreamPosition.Earliest()).ofKey(id).to(new StreamEnd.Now());
        try (Cursor cursor = Cursor.open(source, plan)) {
            Message newest = null;
            Message message = cursor.next(Long.MAX_VALUE);
            while (message != null) {
                newest = message;
                message = cursor.next(Long.MAX_VALUE);
            }
            return newest == null ? null : read(newest);
        }
    }

    private Snapshot<S> read(Message message) throws JMSException {
        Incoming<S> kept = source.tools().forms().read(message, source.type());
        return new Snapshot<>(kept.body(), message.getLongProperty(VERSION), message.getLongProperty(OFFSET));
    }

    /** Whether going from one version to another passes a place where a state is kept. */
    boolean isDue(long before, long after) {
        return after / every > before / every;
    }

    /** Keeps a state; the events do not depend on it. */
    void keep(String id, Snapshot<S> snapshot) {
        try {
            stream.append(Outgoing.to(stream.channel())
                    .key(id)
                    .header(VERSION, snapshot.version())
                    .header(OFFSET, snapshot.offset())
                    .body(snapshot.state()));
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, "The state of '" + id + "' was not kept in stream '" + source.name() + "': "
                    + e.getMessage(), e);
        }
    }
}
