// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.broker.codec.FactCodec;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.memory.MemoryMedium;
import java.util.List;

/** A log of bytes: over a medium outside of the heap the core lets go of messages and reads them again. */
public final class CodedLog implements RecordLog<Fact> {

    private final FactCodec codec = new FactCodec();
    private final RecordLog<byte[]> log;

    /** Opens the log on a medium. */
    public CodedLog(MemoryMedium<byte[]> medium) {
        this.log = medium.open();
    }

    private byte[] bytes(Fact fact) {
        ByteWriter out = new ByteWriter();
        codec.encode(fact, out);
        return out.toArray();
    }

    private Fact fact(byte[] bytes) {
        return codec.decode(new ByteReader(bytes));
    }

    @Override
    public long append(List<? extends Fact> batch, long[] refs, AppendListener listener) {
        return log.append(batch.stream().map(this::bytes).toList(), refs, listener);
    }

    @Override
    public void flush() {
        log.flush();
    }

    @Override
    public Fact read(long ref) {
        return fact(log.read(ref));
    }

    @Override
    public long replay(RecordVisitor<? super Fact> visitor) {
        return log.replay((record, ref) -> visitor.visit(fact(record), ref));
    }

    @Override
    public void checkpoint(long covers, CheckpointImage<Fact> image) {
        log.checkpoint(covers, sink -> image.writeTo(new CheckpointSink<>() {
            @Override
            public void add(Fact record) {
                sink.add(bytes(record));
            }

            @Override
            public long keep(long ref, int sizeBytes) {
                return sink.keep(ref, sizeBytes);
            }
        }));
    }

    @Override
    public boolean wantsCheckpoint() {
        return log.wantsCheckpoint();
    }

    @Override
    public boolean hasRoom() {
        return log.hasRoom();
    }

    @Override
    public boolean isOutsideHeap() {
        return log.isOutsideHeap();
    }

    @Override
    public long epoch() {
        return log.epoch();
    }

    @Override
    public boolean isOwner() {
        return log.isOwner();
    }

    @Override
    public void close() {
        log.close();
    }
}
