// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Requester;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests between two programs in the same process, each with the default settings: one at a time, and 64. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RequesterBenchmark {

    private static final int REQUESTS = 10_000;
    private static final int OUTSTANDING = 64;

    private final Channel service = Channel.queue("service");
    private final Semaphore outstanding = new Semaphore(OUTSTANDING);
    private Messaging server;
    private Messaging client;
    private Requester requester;

    /** Opens a responder and a requester. */
    @Setup
    public void open() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://requester?store=memory");
        server = Messaging.over(factory);
        client = Messaging.over(factory);
        server.responder(service, String.class).answer(Incoming::body);
        requester = client.requester().open();
    }

    /** Closes everything. */
    @TearDown
    public void close() {
        client.close();
        server.close();
    }

    /** A request, and its reply awaited. */
    @Benchmark
    public String oneAtATime() {
        return requester.request(service, "question", String.class).join();
    }

    /** Sixty-four requests under way. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void sixtyFourAtATime() throws InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            outstanding.acquire();
            requester
                    .request(service, "question", String.class)
                    .thenRun(outstanding::release)
                    .exceptionally(failure -> {
                        throw new IllegalStateException(failure);
                    });
        }
        outstanding.acquire(OUTSTANDING);
        outstanding.release(OUTSTANDING);
    }
}
