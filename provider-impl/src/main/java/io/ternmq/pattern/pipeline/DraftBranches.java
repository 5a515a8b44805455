// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineBranches;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.StageFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A route that is being given its branches. Immutable.
 *
 * @param base   a flow whose one way out is the route
 * @param joined ways out of the branches that join again
 */
record DraftBranches<T, R>(DraftFlow<T> base, List<Tail> joined) implements PipelineBranches<T, R> {

    private static final String OTHERWISE = "otherwise";

    @Override
    public PipelineBranches<T, R> when(
            String branch,
            StageFunction<? super T, Boolean> condition,
            Function<PipelineFlow<T>, PipelineFlow<R>> way) {
        return with(condition).join(branch, way);
    }

    @Override
    public PipelineBranches<T, R> whenTo(
            String branch, StageFunction<? super T, Boolean> condition, Function<PipelineFlow<T>, Pipeline> way) {
        return with(condition).end(branch, way);
    }

    @Override
    public PipelineFlow<R> otherwise(Function<PipelineFlow<T>, PipelineFlow<R>> way) {
        return join(OTHERWISE, way).flow();
    }

    @Override
    public PipelineFlow<R> otherwiseTo(Function<PipelineFlow<T>, Pipeline> way) {
        DraftBranches<T, R> all = end(OTHERWISE, way);
        if (all.joined.isEmpty()) {
            throw invalid("no branch joins: use finallyTo");
        }
        return all.flow();
    }

    @Override
    public Pipeline finallyTo(Function<PipelineFlow<T>, Pipeline> way) {
        DraftBranches<T, R> all = end(OTHERWISE, way);
        if (!all.joined.isEmpty()) {
            throw invalid("some branches join: use otherwiseTo");
        }
        return new DraftPipeline(base.tools(), all.base.draft());
    }

    private int place() {
        return base.tails().get(0).from();
    }

    private Node route() {
        return base.draft().nodes().get(place());
    }

    private List<StageFunction<Object, Object>> conditions() {
        return ((Operators.Route) route().work()).conditions();
    }

    /** With one more condition; its branch is still to be built. */
    private DraftBranches<T, R> with(StageFunction<? super T, Boolean> condition) {
        List<StageFunction<Object, Object>> more = new ArrayList<>(conditions());
        more.add(Operators.untyped(condition));
        return new DraftBranches<>(
                over(base.draft().with(place(), route().with(new Operators.Route(List.copyOf(more))))), joined);
    }

    private DraftFlow<T> over(Draft draft) {
        return new DraftFlow<>(base.tools(), draft, base.tails(), base.prefix());
    }

    /** The way that was begun last: of the condition added last, or of all other items. */
    private DraftFlow<T> begin(String branch) {
        boolean isLast = OTHERWISE.equals(branch);
        int port = isLast ? conditions().size() : conditions().size() - 1;
        return new DraftFlow<>(
                base.tools(), base.draft(), List.of(new Tail(place(), port, branch, Edge.OPEN)), base.prefix());
    }

    private DraftBranches<T, R> join(String branch, Function<PipelineFlow<T>, PipelineFlow<R>> way) {
        DraftFlow<R> after = (DraftFlow<R>) way.apply(begin(branch));
        requireContinued(branch, after.draft());
        List<Tail> more = new ArrayList<>(joined);
        more.addAll(after.tails());
        return new DraftBranches<>(over(after.draft()), List.copyOf(more));
    }

    private DraftBranches<T, R> end(String branch, Function<PipelineFlow<T>, Pipeline> way) {
        Draft after = ((DraftPipeline) way.apply(begin(branch))).draft();
        requireContinued(branch, after);
        return new DraftBranches<>(over(after), joined);
    }

    private void requireContinued(String branch, Draft after) {
        List<Node> before = base.draft().nodes();
        boolean continues = after.nodes().size() >= before.size()
                && after.nodes().get(place()).work() == route().work();
        if (!continues) {
            throw invalid("branch '" + branch + "' is to be built from the flow that it is given");
        }
    }

    private DraftFlow<R> flow() {
        return new DraftFlow<>(base.tools(), base.draft(), joined, base.prefix());
    }

    private ProviderException invalid(String what) {
        return new ProviderException(
                ErrorCode.INVALID_SETTING,
                "Pipeline '" + base.draft().name() + "', route '" + route().name() + "': " + what);
    }
}
