// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.api.policy.FileStorePolicy;
import io.ternmq.api.policy.StorePolicy;
import java.nio.file.Path;
import java.util.Random;

/** What a victim's broker writes to. Small steps, so that a short life sees segments change and checkpoints taken. */
public enum Medium {
    /** Log files. */
    FILE {
        @Override
        StorePolicy policy(String directory, long seed) {
            FileStorePolicy policy = StorePolicy.file(Path.of(directory));
            return policy.withSegmentBytes(MEBIBYTE).withReserveBytes(MEBIBYTE / 4)
                    .withCheckpointBytes(checkpointBytes(seed));
        }
    },
    /** An embedded database. */
    DERBY {
        @Override
        StorePolicy policy(String directory, long seed) {
            return StorePolicy.jdbc("jdbc:derby:" + directory + ";create=true").withLeaseMillis(SHORTEST_LEASE)
                    .withCheckpointBytes(checkpointBytes(seed));
        }
    };

    private static final int MEBIBYTE = 1 << 20;
    private static final int SHORTEST_LEASE = 1_000;
    private static final int SMALLEST_DISTANCE = 64 << 10;

    /** The policy for a directory; all victims in it have the same. */
    abstract StorePolicy policy(String directory, long seed);

    private static int checkpointBytes(long seed) {
        return SMALLEST_DISTANCE << new Random(seed).nextInt(6);
    }
}
