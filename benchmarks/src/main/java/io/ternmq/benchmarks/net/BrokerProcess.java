// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import io.ternmq.server.net.BrokerFinder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The broker that is measured: listens on a free port of the loopback interface, says where, and answers each line that
 * it is given with what it takes up, until there are no more lines.
 */
public final class BrokerProcess {

    /** In front of each line of its own. */
    static final String MARK = "broker: ";

    private static final String NAME = "measured";
    private static final int COLLECTIONS = 3;
    private static final long KIB = 1_024;

    private BrokerProcess() {}

    /**
     * Serves until the input ends.
     *
     * @param args directory of the store, or none to keep messages in memory
     * @throws IOException when input or output fails
     */
    public static void main(String[] args) throws IOException {
        StorePolicy store = args.length > 0 ? StorePolicy.file(Path.of(args[0])) : StorePolicy.memory();
        BrokerSettings settings = new BrokerSettings(NAME, BrokerPolicy.defaults(), Map.of(), null, store);
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(settings);
                Acceptor acceptor = Acceptor.start(
                        AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0),
                        BrokerFinder.only(NAME, broker.network()))) {
            System.out.println(MARK + acceptor.uri());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (lines.readLine() != null) {
                System.out.println(MARK + footprint(acceptor));
            }
        }
    }

    private static String footprint(Acceptor acceptor) throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long direct = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
        return new Footprint(acceptor.openConnections(), heap.getUsed(), direct, residentBytes(), cpuMillis()).line();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().map(spent -> spent.toMillis()).orElse(0L);
    }
}
