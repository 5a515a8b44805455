// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.ErrorPolicy;
import org.jspecify.annotations.Nullable;

/** A stage has failed for good over an item; on its way to the entrance of its section, which settles it. */
final class StageFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Station station;
    private final transient Object item;
    private final int attempts;
    private final Exception why;

    StageFailure(Station station, Object item, int attempts, Exception why) {
        super(why.toString(), why, false, false);
        this.station = station;
        this.item = item;
        this.attempts = attempts;
        this.why = why;
    }

    String stage() {
        return station.name();
    }

    /** What comes of it; null when nobody has said and it is only to be reported. */
    ErrorPolicy.@Nullable Then then() {
        return station.then();
    }

    Object item() {
        return item;
    }

    int attempts() {
        return attempts;
    }

    Exception why() {
        return why;
    }
}
