// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.contract;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import io.ternmq.store.file.RealDisk;
import io.ternmq.test.contract.RecordLogContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class FileStoreContractTest extends RecordLogContract {

    private static final FileStoreSettings SMALL = new FileStoreSettings(1 << 20, 1 << 20, 1 << 18);

    private static final RecordCodec<String> TEXTS = new RecordCodec<>() {

        @Override
        public void encode(String record, ByteWriter out) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            out.putRaw(bytes, 0, bytes.length);
        }

        @Override
        public String decode(ByteReader in) {
            return new String(in.array(), in.position(), in.remaining(), StandardCharsets.UTF_8);
        }
    };

    @TempDir
    private Path directory;

    @Override
    protected RecordLog<String> open() throws Exception {
        return FileStore.open(RealDisk.at(directory), SMALL, TEXTS, Runnable::run, () -> 4711);
    }

    @Override
    protected @Nullable RecordLog<String> takeFrom(RecordLog<String> old) {
        return null;
    }

    @Override
    protected void kill(RecordLog<String> log) {
        ((FileStore<String>) log).abandon();
    }
}
