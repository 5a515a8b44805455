// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.cdi.inject.Desk;
import io.ternmq.cdi.inject.InjectionRoom;
import io.ternmq.cdi.part.Part;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines of one container. Definitions are asked for their names when all beans are known, which makes
 * instances of
 * them but starts nothing; they are put together and started when everything is right.
 */
public final class PipelineBeans implements Part {

    private final InjectionRoom injection;
    private @Nullable Definitions definitions;
    private final PipelineRuns runs = new PipelineRuns();

    /**
     * Knows of no pipeline yet.
     *
     * @param injection of the same container, which is told of injection points and validates before this
     */
    public PipelineBeans(InjectionRoom injection) {
        this.injection = injection;
    }

    @Override
    public void validate(BeanManager beans, ListenerPlan plan) {
        Definitions found = Definitions.find(beans, plan::add);
        injection.pipelines().forEach((point, name) -> found.check(new Wanted(point, name), plan::add));
        definitions = found;
    }

    @Override
    public void start(BeanManager beans) {
        if (definitions == null || definitions.instances().isEmpty()) {
            return;
        }
        runs.start(definitions.instances(), beans.createInstance().select(Desk.class).get());
    }

    @Override
    public boolean stop(Duration limit) {
        return runs.stop(limit);
    }

    @Override
    public void release() {
        if (definitions != null) {
            definitions.release();
        }
    }
}
