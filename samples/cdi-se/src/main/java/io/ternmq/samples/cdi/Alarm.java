// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.samples.quake.Quake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

// tag::pipeline[]
/** A pipeline that the container starts and drains: strong reports become alerts. */
@ApplicationScoped
public class Alarm implements PipelineDefinition<Quake, Alert> {

    @Inject
    private IsSevere severe;

    @Override
    public String name() {
        return "alarm";
    }

    @Override
    public Pipeline define(PipelineBuilder builder) {
        return builder.fromProgram(Quake.class)
                .filter("severe", severe)
                .transform("alert", quake -> new Alert(quake.network(), quake.headline()))
                .to(Channel.queue("alerts"));
    }
}
// end::pipeline[]
