// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.pattern.pipeline.StageFunction;
import io.ternmq.samples.quake.Quake;
import jakarta.enterprise.context.ApplicationScoped;

/** A stage: lets severe earthquakes through. */
@ApplicationScoped
public class IsSevere implements StageFunction<Quake, Boolean> {

    @Override
    public Boolean apply(Quake quake) {
        return quake.isAtLeast(5.5) && "earthquake".equals(quake.type());
    }
}
