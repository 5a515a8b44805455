// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineBranches;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.Stage;
import io.ternmq.api.pattern.pipeline.StageAction;
import io.ternmq.api.pattern.pipeline.StageFunction;
import io.ternmq.api.pattern.pipeline.StageKind;
import io.ternmq.pattern.Toolbox;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A draft with the ways out at which it goes on: one behind a stage, several behind branches. Immutable.
 *
 * @param prefix put before the names of stages
 */
record DraftFlow<T>(Toolbox tools, Draft draft, List<Tail> tails, String prefix) implements PipelineFlow<T> {

    private <R> DraftFlow<R> add(String name, StageKind kind, Recipe work, boolean keepsType) {
        PayloadType<?> type = keepsType ? draft.type(tails) : null;
        return add(new Node(prefix + name, kind, work, null, type, Node.Settings.NONE));
    }

    private <R> DraftFlow<R> add(Node node) {
        Draft more = draft.with(node, tails);
        return new DraftFlow<>(tools, more, List.of(new Tail(draft.nodes().size(), 0, null, Edge.OPEN)), prefix);
    }

    private Pipeline finish(String name, Recipe work, @Nullable Channel channel) {
        DraftFlow<T> done = add(new Node(prefix + name, StageKind.END, work, channel, null, Node.Settings.NONE));
        return new DraftPipeline(tools, done.draft);
    }

    @Override
    public <R> PipelineFlow<R> transform(String name, StageFunction<? super T, ? extends R> work) {
        return add(name, StageKind.TRANSFORM, new Operators.Transform(Operators.untyped(work)), false);
    }

    @Override
    public PipelineFlow<T> filter(String name, StageFunction<? super T, Boolean> keep) {
        return add(name, StageKind.FILTER, new Operators.Filter(Operators.untyped(keep)), true);
    }

    @Override
    @SuppressWarnings("unchecked") // a stage is given what its types have been checked for
    public <L, R> PipelineFlow<R> enrich(
            String name,
            StageFunction<? super T, ? extends L> lookup,
            BiFunction<? super T, ? super L, ? extends R> join) {
        Operator work = new Operators.Enrich(
                Operators.untyped(lookup), (BiFunction<Object, Object, Object>) (BiFunction<?, ?, ?>) join, false);
        return add(name, StageKind.ENRICH, work, false);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <L, R> PipelineFlow<R> enrichAsync(
            String name,
            StageFunction<? super T, ? extends CompletionStage<? extends L>> lookup,
            BiFunction<? super T, ? super L, ? extends R> join) {
        Operator work = new Operators.Enrich(
                Operators.untyped(lookup), (BiFunction<Object, Object, Object>) (BiFunction<?, ?, ?>) join, true);
        return add(name, StageKind.ENRICH, work, false);
    }

    @Override
    public <R> PipelineFlow<R> split(String name, StageFunction<? super T, ? extends Iterable<? extends R>> work) {
        return add(name, StageKind.SPLIT, new Operators.Split(Operators.untyped(work)), false);
    }

    @Override
    public <R> PipelineFlow<R> aggregate(String name, Aggregation<? super T, ? extends R> how) {
        return add(name, StageKind.AGGREGATE, Gather.by(how), false);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public PipelineFlow<T> tap(String name, StageAction<? super T> look) {
        return add(name, StageKind.TAP, new Operators.Tap((StageAction<Object>) look), true);
    }

    @Override
    public <R> PipelineBranches<T, R> route(String name) {
        DraftFlow<T> routed = add(name, StageKind.ROUTE, new Operators.Route(List.of()), true);
        return new DraftBranches<>(routed, List.of());
    }

    @Override
    public <R> PipelineFlow<R> through(Stage<T, R> stage) {
        return stage.appendTo(this);
    }

    @Override
    public <R> PipelineFlow<R> through(String under, Stage<T, R> stage) {
        DraftFlow<T> inner = new DraftFlow<>(tools, draft, tails, prefix + under + ".");
        DraftFlow<R> after = (DraftFlow<R>) stage.appendTo(inner);
        return new DraftFlow<>(tools, after.draft, after.tails, prefix);
    }

    @Override
    public PipelineFlow<T> concurrency(int threads) {
        Node node = lastStage();
        if (threads < 1 || (threads > 1 && node.kind() == StageKind.AGGREGATE)) {
            throw invalid("concurrency of stage '" + node.name() + "' is 1 or more, and 1 for an aggregation, not "
                    + threads);
        }
        Node.Settings said = node.settings();
        return with(node.with(new Node.Settings(threads, said.policy(), said.key())));
    }

    @Override
    public PipelineFlow<T> onError(ErrorPolicy policy) {
        Node node = lastStage();
        return with(node.with(new Node.Settings(node.settings().concurrency(), policy, node.settings().key())));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public PipelineFlow<T> keyedBy(Function<? super T, String> key) {
        Node node = lastStage();
        Node.Settings said = node.settings();
        return with(node.with(
                new Node.Settings(said.concurrency(), said.policy(), (Function<Object, String>) key)));
    }

    @Override
    public PipelineFlow<T> as(PayloadType<T> type) {
        Draft typed = draft;
        for (Tail tail : tails) {
            typed = typed.with(tail.from(), typed.nodes().get(tail.from()).with(type));
        }
        return new DraftFlow<>(tools, typed, tails, prefix);
    }

    @Override
    public PipelineFlow<T> via(Channel channel) {
        if (!channel.isQueue()) {
            throw invalid("an edge is a queue, not " + channel);
        }
        return with(new Edge(Edge.Way.CHANNEL, channel));
    }

    @Override
    public PipelineFlow<T> viaQueue() {
        return with(new Edge(Edge.Way.QUEUE, null));
    }

    @Override
    public PipelineFlow<T> inProcess() {
        return with(new Edge(Edge.Way.IN_PROCESS, null));
    }

    @Override
    public Pipeline to(String name, Channel channel) {
        return finish(name, new Operators.Send(channel), channel);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Pipeline to(String name, StageAction<? super T> consumer) {
        return finish(name, new Operators.Arrive((StageAction<Object>) consumer), null);
    }

    @Override
    public Pipeline end(String name) {
        return finish(name, new Operators.Vanish(), null);
    }

    private Node lastStage() {
        if (tails.size() != 1) {
            throw invalid("say this of a stage, not of the place where branches join");
        }
        return draft.nodes().get(tails.get(0).from());
    }

    private DraftFlow<T> with(Node node) {
        return new DraftFlow<>(tools, draft.with(tails.get(0).from(), node), tails, prefix);
    }

    private DraftFlow<T> with(Edge edge) {
        return new DraftFlow<>(tools, draft, tails.stream().map(tail -> tail.with(edge)).toList(), prefix);
    }

    private ProviderException invalid(String what) {
        return new ProviderException(ErrorCode.INVALID_SETTING, "Pipeline '" + draft.name() + "': " + what);
    }
}
