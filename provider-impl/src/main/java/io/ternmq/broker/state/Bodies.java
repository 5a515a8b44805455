// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.Fact;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.mailbox.Premises;
import io.ternmq.common.LongMap;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.PutPart;
import io.ternmq.store.CheckpointSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The large bodies of a broker, by number. Each lives as long as somebody holds it: the connection that sends it, a
 * place in a mailbox, a transaction, a branch. Owned by the shard; only applying facts changes who holds what, and the
 * engine says when what nobody holds may go.
 */
public final class Bodies implements BodyHolds {

    /** Where parts are read again; bound to the store by the engine. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads a part.
         *
         * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when it cannot be read
         */
        Bytes read(long ref);
    }

    private record UploadKey(long connection, long upload) {}

    private static final int LONGEST_RUN = 16_384;

    private final Premises premises;
    private final Numbers numbers;
    private final LongMap<StoredBody> bodies = new LongMap<>();
    private final Map<UploadKey, StoredBody> uploads = new HashMap<>();
    private final Map<Long, Set<StoredBody>> shown = new HashMap<>();
    private final List<StoredBody> doubtful = new ArrayList<>();
    private Source source = ref -> {
        throw new IllegalStateException("Nobody has said where parts are read");
    };
    private long unsentBytes;
    private long freedBytes;

    Bodies(Premises premises, Numbers numbers) {
        this.premises = premises;
        this.numbers = numbers;
        premises.countBodies(this);
    }

    /** Says where parts are read again. Called by the engine, before anything else. */
    public void readFrom(Source newSource) {
        this.source = newSource;
    }

    /** A body, or null when nobody holds it. */
    public @Nullable StoredBody find(long body) {
        return bodies.get(body);
    }

    /** The body that a connection sends under a number, or null. */
    public @Nullable StoredBody upload(long connection, long upload) {
        return uploads.get(new UploadKey(connection, upload));
    }

    /** The numbers under which a connection sends bodies. */
    public List<Long> uploadsOf(long connection) {
        return uploads.keySet().stream()
                .filter(key -> key.connection() == connection)
                .map(UploadKey::upload)
                .toList();
    }

    /** Bytes of bodies whose messages have not come. */
    public long unsentBytes() {
        return unsentBytes;
    }

    /** How many bodies there are. */
    public int size() {
        return bodies.size();
    }

    /** Whether a connection may fetch a body. */
    public boolean isShown(StoredBody body, long connection) {
        return body.shownTo().contains(connection);
    }

    /**
     * Reads a part.
     *
     * @return the part, or null when the body has no such part
     */
    public @Nullable Bytes read(StoredBody body, int part) {
        return part < 0 || part >= body.parts() ? null : source.read(body.ref(part));
    }

    /** The store has the next part of a body, which may be gone already. Called by the engine. */
    public void storedAt(long body, long ref) {
        StoredBody known = bodies.get(body);
        if (known != null) {
            known.storedAt(ref);
        }
    }

    /**
     * Drops the bodies that nobody holds; to be called when a decision has been applied as a whole, or everything was
     * replayed.
     *
     * @return whether there was one
     */
    public boolean sweep() {
        boolean swept = false;
        for (StoredBody body : doubtful) {
            if (!body.isHeld() && bodies.remove(body.number()) != null) {
                drop(body);
                swept = true;
            }
        }
        doubtful.clear();
        return swept;
    }

    /** Bytes that were dropped since the last call of {@link #noteCheckpoint()}, and are in the store still. */
    public long freedBytes() {
        return freedBytes;
    }

    /** The store has let go of what nobody holds. Called by the engine. */
    public void noteCheckpoint() {
        freedBytes = 0;
    }

    /** A number that a damaged store speaks of is not given out again, though nothing is behind it. */
    @Override
    public void hold(long body) {
        numbers.sawBody(body);
        StoredBody known = bodies.get(body);
        if (known != null) {
            known.count(1);
        }
    }

    @Override
    public void release(long body) {
        StoredBody known = bodies.get(body);
        if (known != null) {
            known.count(-1);
            doubt(known);
        }
    }

    void begin(long connection, long upload, long body) {
        StoredBody begun = open(body);
        begun.count(1);
        uploads.put(new UploadKey(connection, upload), begun);
    }

    void end(long connection, long upload) {
        StoredBody ended = uploads.remove(new UploadKey(connection, upload));
        if (ended != null) {
            unsentBytes -= ended.length();
            release(ended.number());
        }
    }

    /** A part came in; in a replay nobody uploads, and whose it was does not matter any more. */
    void add(long body, int bytes) {
        StoredBody grown = open(body);
        grown.grow(bytes);
        unsentBytes += grown.isHeld() ? bytes : 0;
        count(bytes);
    }

    void restore(PartsKept fact) {
        StoredBody restored = open(fact.body());
        restored.grow(fact.length());
        for (long ref : fact.refs()) {
            restored.storedAt(ref);
        }
        count(fact.length());
    }

    void show(long connection, long body) {
        StoredBody known = bodies.get(body);
        if (known != null && known.shownTo().add(connection)) {
            shown.computeIfAbsent(connection, absent -> new HashSet<>()).add(known);
        }
    }

    /** A connection has gone. */
    void forget(long connection) {
        uploadsOf(connection).forEach(upload -> end(connection, upload));
        Set<StoredBody> seen = shown.remove(connection);
        if (seen != null) {
            seen.forEach(body -> body.shownTo().remove(connection));
        }
    }

    /** Writes the bodies that somebody holds, and keeps their parts. */
    void writeTo(CheckpointSink<Fact> sink) {
        bodies.forEach((number, body) -> {
            if (body.isHeld()) {
                write(body, sink);
            }
        });
    }

    private static void write(StoredBody body, CheckpointSink<Fact> sink) {
        int parts = body.parts();
        for (int from = 0; from < parts; from += LONGEST_RUN) {
            int to = Math.min(parts, from + LONGEST_RUN);
            long[] refs = new long[to - from];
            for (int part = from; part < to; part++) {
                body.moved(part, sink.keep(body.ref(part), lengthOf(part, body)));
                refs[part - from] = body.ref(part);
            }
            long end = Math.min(body.length(), (long) to * PutPart.BYTES);
            sink.add(new PartsKept(body.number(), end - (long) from * PutPart.BYTES, refs));
        }
    }

    private static int lengthOf(int part, StoredBody body) {
        return (int) Math.min(PutPart.BYTES, body.length() - (long) part * PutPart.BYTES);
    }

    /** A body that nobody has held yet is in doubt, too: in a replay its message may never come. */
    private StoredBody open(long body) {
        numbers.sawBody(body);
        StoredBody known = bodies.get(body);
        if (known != null) {
            return known;
        }
        StoredBody opened = new StoredBody(body);
        bodies.put(body, opened);
        doubt(opened);
        return opened;
    }

    private void doubt(StoredBody body) {
        if (!body.isHeld()) {
            doubtful.add(body);
        }
    }

    private void drop(StoredBody body) {
        freedBytes += body.length();
        count(-body.length());
        for (long connection : body.shownTo()) {
            Set<StoredBody> seen = shown.get(connection);
            if (seen != null) {
                seen.remove(body);
            }
        }
    }

    /** A store on the heap takes memory for parts. */
    private void count(long bytes) {
        if (!premises.isPaging()) {
            premises.addMemory(bytes);
        }
    }
}
