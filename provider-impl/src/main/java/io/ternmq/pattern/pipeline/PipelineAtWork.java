// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.pipeline.PipelineMetrics;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.pipeline.StageException;
import io.ternmq.pattern.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run of a pipeline as the program sees it. Any thread; changes of state are one at a time. */
final class PipelineAtWork implements RunningPipeline {

    private static final long LOOK_MILLIS = 5;

    private final Toolbox tools;
    private final Run run;
    private final Layout layout;
    private final List<Inlet> inlets;
    private final Map<Integer, List<Tally>> tallies;
    private final Object looking = new Object();
    private volatile State state = State.RUNNING;

    private PipelineAtWork(Toolbox tools, Draft draft) {
        this.tools = tools;
        this.layout = Layout.of(draft);
        this.run = new Run(draft, tools, this::pause);
        Assembly assembly = new Assembly(run, layout);
        this.inlets = assembly.assemble();
        this.tallies = assembly.tallies();
    }

    static RunningPipeline start(Toolbox tools, Draft draft) {
        PipelineAtWork pipeline = new PipelineAtWork(tools, draft);
        try {
            for (int i = pipeline.inlets.size() - 1; i >= 0; i--) {
                pipeline.inlets.get(i).open();
            }
        } catch (RuntimeException e) {
            pipeline.end();
            throw e;
        }
        return tools.keep(pipeline);
    }

    @Override
    public CompletionStage<@Nullable Void> submit(Object item) {
        if (inlets.get(0) instanceof ProgramInlet program) {
            return program.submit(item);
        }
        throw new ProviderException(
                ErrorCode.ILLEGAL_STATE,
                "Pipeline '" + run.pipeline() + "' reads from " + layout.sections().get(0).channel()
                        + ": send there what it is to have");
    }

    @Override
    public synchronized void pause() {
        if (move(State.PAUSED, State.RUNNING)) {
            inlets.forEach(Inlet::pause);
        }
    }

    @Override
    public synchronized void resume() {
        if (move(State.RUNNING, State.PAUSED)) {
            inlets.forEach(Inlet::resume);
        }
    }

    private synchronized boolean move(State to, State... from) {
        boolean isAllowed = List.of(from).contains(state);
        if (isAllowed) {
            state = to;
        }
        return isAllowed;
    }

    @Override
    public boolean drain(Duration limit) throws InterruptedException {
        stopTaking();
        return finish(limit);
    }

    private synchronized void stopTaking() {
        boolean wasPaused = state == State.PAUSED;
        if (!move(State.DRAINED, State.RUNNING, State.PAUSED, State.DRAINED)) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "Pipeline '" + run.pipeline() + "' is closed");
        }
        inlets.forEach(Inlet::stopTaking);
        if (wasPaused) {
            inlets.stream().filter(inlet -> inlet.section().isInner()).forEach(Inlet::resume);
        }
    }

    /** Waits for one section after the other, from the source on, so that nothing comes to one that was waited for. */
    private boolean finish(Duration limit) throws InterruptedException {
        long looks = Math.max(1, limit.toMillis() / LOOK_MILLIS);
        for (Inlet inlet : inlets) {
            looks = await(inlet::isIdle, looks);
            inlet.emitPartial();
            looks = await(inlet::isIdle, looks);
        }
        return looks > 0;
    }

    /** Looks again and again, by the machine's time, as nobody tells when a queue has become empty; 0 for in vain. */
    private long await(BooleanSupplier condition, long looks) throws InterruptedException {
        long left = looks;
        while (left > 0 && !condition.getAsBoolean()) {
            synchronized (looking) {
                looking.wait(LOOK_MILLIS);
            }
            left--;
        }
        return left;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public PipelineMetrics metrics() {
        List<PipelineMetrics.OfStage> stages = new ArrayList<>();
        for (int place = 0; place < run.draft().nodes().size(); place++) {
            stages.add(metrics(place));
        }
        return new PipelineMetrics(run.pipeline(), stages);
    }

    private PipelineMetrics.OfStage metrics(int place) {
        Node node = run.draft().nodes().get(place);
        Inlet inlet = inletOf(place);
        List<Tally> lanes = tallies.getOrDefault(place, List.of());
        PipelineMetrics.Counts sum = lanes.stream()
                .map(Tally::counts)
                .reduce(new PipelineMetrics.Counts(0, 0, 0, 0, 0), PipelineAtWork::sum);
        return new PipelineMetrics.OfStage(
                node.name(),
                node.kind(),
                sum,
                lanes.stream().mapToLong(Tally::inProgress).sum(),
                inlet == null ? 0 : inlet.waiting(),
                lanes.stream().mapToLong(Tally::nanos).sum());
    }

    private static PipelineMetrics.Counts sum(PipelineMetrics.Counts one, PipelineMetrics.Counts other) {
        return new PipelineMetrics.Counts(
                one.in() + other.in(),
                one.out() + other.out(),
                one.filtered() + other.filtered(),
                one.failed() + other.failed(),
                one.retried() + other.retried());
    }

    /** The inlet that a stage stands behind; null for one on the thread of the stage before. */
    private @Nullable Inlet inletOf(int place) {
        return inlets.stream()
                .filter(inlet -> inlet.section().first() == place)
                .findFirst()
                .orElse(null);
    }

    @Override
    public long depth(String stage) {
        List<Node> nodes = run.draft().nodes();
        for (int place = 0; place < nodes.size(); place++) {
            if (nodes.get(place).name().equals(stage)) {
                Inlet inlet = inletOf(place);
                return inlet == null ? 0 : inlet.depth();
            }
        }
        throw new ProviderException(
                ErrorCode.NOT_FOUND, "Pipeline '" + run.pipeline() + "' has no stage '" + stage + "'");
    }

    @Override
    public RunningPipeline onFailure(Consumer<StageException> listener) {
        run.listen(listener);
        return this;
    }

    @Override
    public void close() {
        if (move(State.CLOSED, State.RUNNING, State.PAUSED, State.DRAINED)) {
            tools.release(this);
            inlets.stream().filter(inlet -> !(inlet instanceof ChannelInlet)).forEach(Inlet::stopTaking);
            try {
                finishMemory();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            end();
        }
    }

    /** What waits in memory arrives, or would be lost; what waits in queues stays there. */
    private void finishMemory() throws InterruptedException {
        long looks = tools.settings().closeLimit().toMillis() / LOOK_MILLIS;
        for (Inlet inlet : inlets) {
            if (!(inlet instanceof ChannelInlet)) {
                looks = await(inlet::isIdle, looks);
                inlet.emitPartial();
                looks = await(inlet::isIdle, looks);
            }
        }
    }

    private void end() {
        run.pauses().end();
        inlets.forEach(Inlet::close);
    }
}
