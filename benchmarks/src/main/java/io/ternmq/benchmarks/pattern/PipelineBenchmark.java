// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import java.util.concurrent.CompletionStage;
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

/** Items through three stages in one process: on one thread, and with a thread for each stage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PipelineBenchmark {

    private static final int ITEMS = 100_000;

    private Messaging messaging;
    private RunningPipeline fused;
    private RunningPipeline handed;
    private long sum;

    /** Starts both pipelines. */
    @Setup
    public void open() {
        messaging = Messaging.over(new TernConnectionFactory("vm://pipelines?store=memory"));
        fused = stages(false);
        handed = stages(true);
    }

    private RunningPipeline stages(boolean hasThreads) {
        PipelineFlow<Long> flow = messaging.pipeline(hasThreads ? "handed" : "fused").fromProgram(Long.class);
        flow = own(flow.transform("increase", number -> number + 1), hasThreads);
        flow = own(flow.filter("positive", number -> number > 0), hasThreads);
        flow = own(flow.transform("double", number -> number * 2), hasThreads);
        return flow.to("sum", number -> sum += number).start();
    }

    private static PipelineFlow<Long> own(PipelineFlow<Long> flow, boolean hasThreads) {
        return hasThreads ? flow.concurrency(1) : flow;
    }

    /** Closes everything. */
    @TearDown
    public void close() {
        messaging.close();
    }

    /** Three stages on the thread that hands the items in. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long threeStagesOnOneThread() {
        return submitAll(fused);
    }

    /** Three stages with a thread each. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long threeStagesWithAThreadEach() {
        return submitAll(handed);
    }

    private long submitAll(RunningPipeline pipeline) {
        CompletionStage<?> last = pipeline.submit(0L);
        for (long i = 1; i < ITEMS; i++) {
            last = pipeline.submit(i);
        }
        last.toCompletableFuture().join();
        return sum;
    }
}
