// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.FileStorePolicy;
import io.ternmq.api.policy.JdbcStorePolicy;
import io.ternmq.api.policy.MemoryStorePolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.broker.Fact;
import io.ternmq.broker.codec.FactCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import io.ternmq.store.file.RealDisk;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Finds the engine that a store policy asks for. */
final class Stores {

    /** The system property that chooses the store of every broker of which nobody else says it. */
    static final String PROPERTY = "ternmq.store";

    private Stores() {}

    /** The policy that holds for a broker: its own, or that of the property at this moment, or the default. */
    static StorePolicy policyOf(BrokerSettings settings) {
        StorePolicy own = settings.store();
        return own != null ? own : parse(System.getProperty(PROPERTY, StorePolicy.DEFAULT), settings.name());
    }

    /** Reads the text form; null where the text is null. */
    static @Nullable StorePolicy parseOrNull(@Nullable String text, String broker) {
        return text == null ? null : parse(text, broker);
    }

    private static StorePolicy parse(String text, String broker) {
        try {
            return StorePolicy.parse(text, broker);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Opens the store of a policy, with the machine's clock and threads.
     *
     * @param memory opens the memory of the broker's name, for a policy that asks for it
     */
    static StoreOpener opener(StorePolicy policy, String broker, StoreOpener memory) {
        if (policy instanceof FileStorePolicy file) {
            return () -> openFiles(file);
        }
        if (policy instanceof JdbcStorePolicy jdbc) {
            return new DatabaseOpener(jdbc, broker);
        }
        assert policy instanceof MemoryStorePolicy : "one of the three";
        return memory;
    }

    private static RecordLog<Fact> openFiles(FileStorePolicy policy) {
        try {
            return FileStore.open(
                    RealDisk.at(policy.directory()),
                    new FileStoreSettings(policy.segmentBytes(), policy.checkpointBytes(), policy.reserveBytes()),
                    new FactCodec(),
                    SystemThreads.ENVIRONMENT.executor(),
                    new SecureRandom()::nextLong);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.STORE_FAILED,
                    "The directory " + policy.directory().toAbsolutePath() + " cannot be used for the store: "
                            + e.getMessage() + ". Choose another one (system property " + PROPERTY
                            + ", or store in the connection URI) or give this process the right to write there.",
                    e);
        }
    }
}
