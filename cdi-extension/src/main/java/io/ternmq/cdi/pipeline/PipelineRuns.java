// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.inject.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The pipelines that run in one container. Started and stopped by its extension, one call at a time.
 *
 * <p>Stages run on the threads of their pipeline, where no request context is active: an item goes through several
 * stages,
 * maybe on several threads and in several processes, so that there is no one request that it would be. A stage that
 * needs
 * one has {@code @ActivateRequestContext} on its method, and gets a new one for each attempt.
 */
public final class PipelineRuns {

    private final List<RunningPipeline> running = new ArrayList<>();

    /** Nothing runs yet. */
    public PipelineRuns() {}

    /**
     * Puts all pipelines together, then starts them.
     *
     * @param definitions with names of their own
     * @param desk        opens connections, and is told of what runs
     * @throws ProviderException with {@code INVALID_DECLARATION} when one returns a pipeline of another name, and as
     *     the
     *                           provider refuses; those that were started end with {@link #stop}
     */
    public void start(List<PipelineDefinition<?, ?>> definitions, Desk desk) {
        List<Pipeline> defined = new ArrayList<>();
        definitions.forEach(definition -> defined.add(define(definition, desk)));
        for (Pipeline pipeline : defined) {
            RunningPipeline run = pipeline.start();
            running.add(run);
            desk.onPipeline(pipeline, run);
        }
    }

    private static Pipeline define(PipelineDefinition<?, ?> definition, Desk desk) {
        String name = definition.name();
        Pipeline pipeline = definition.define(desk.messaging().pipeline(name));
        if (!pipeline.name().equals(name)) {
            throw new ProviderException(
                    ErrorCode.INVALID_DECLARATION,
                    definition.getClass().getName() + ".define returns a pipeline '" + pipeline.name()
                            + "' and its name() is '" + name + "': begin with the builder that is given");
        }
        return pipeline;
    }

    /**
     * Drains all at the same time, then ends them.
     *
     * @param limit how long to wait
     * @return false when something was still under way then
     */
    public boolean stop(Duration limit) {
        List<CompletableFuture<Boolean>> drains = running.stream()
                .map(run -> CompletableFuture.supplyAsync(() -> drained(run, limit)))
                .toList();
        boolean all = drains.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        running.forEach(RunningPipeline::close);
        running.clear();
        return all;
    }

    private static boolean drained(RunningPipeline run, Duration limit) {
        try {
            return run.drain(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
