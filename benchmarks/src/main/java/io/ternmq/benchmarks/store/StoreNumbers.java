// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import io.ternmq.api.policy.StorePolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Persistent messages of 1 KiB into the file store, beside a bare append and force of the same bytes.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.store.StoreNumbers [directory [rounds [seconds]]]
 * </pre>
 */
public final class StoreNumbers {

    private static final int BATCH = 100;
    private static final long BARE_FILE = 64L << 20;

    private StoreNumbers() {}

    /**
     * Measures and prints.
     *
     * @param args directory on the disk to be measured; number of rounds; seconds of each
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Path.of(".");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Rate rate = new Rate(rounds, args.length > 2 ? Double.parseDouble(args[2]) : 2);
        Path directory = Files.createTempDirectory(base, "store-numbers");
        try (BareFile bare = BareFile.in(directory, BARE_FILE)) {
            Sending.Place place = () -> fresh(directory);
            rate.compare("one producer", "messages", loop(bare, Sending.BODY, 1), Sending.one(place, 0));
            rate.compare("one producer, transactions of " + BATCH, "messages",
                    loop(bare, Sending.BODY * BATCH, BATCH), Sending.one(place, BATCH));
            rate.compare(Sending.PRODUCERS + " producers", "messages", many(bare), Sending.many(place));
        } finally {
            Trees.delete(directory);
        }
    }

    private static Rate.Work loop(BareFile bare, int bytes, int counts) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        return end -> {
            long done = 0;
            while (System.nanoTime() < end) {
                buffer.clear();
                bare.append(buffer);
                done += counts;
            }
            return done;
        };
    }

    private static Rate.Work many(BareFile bare) {
        byte[] bytes = new byte[Sending.BODY];
        return end -> Sending.together(() -> {
            long done = 0;
            while (System.nanoTime() < end) {
                bare.appendAndWait(bytes);
                done++;
            }
            return done;
        });
    }

    private static StorePolicy fresh(Path directory) throws IOException {
        return StorePolicy.file(Files.createTempDirectory(directory, "store"));
    }
}
