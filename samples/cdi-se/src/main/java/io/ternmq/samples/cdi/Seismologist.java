// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.listen.RequestTo;
import io.ternmq.samples.quake.Quake;

// tag::client[]
/** Who knows the strongest earthquake. Asked through a queue, wherever the bean is that answers. */
public interface Seismologist {

    /** The strongest one that a network has reported. */
    @RequestTo(value = "quake.strongest", timeout = "10s")
    Quake strongest(Question question);

    /**
     * A question.
     *
     * @param network short name of a seismic network
     */
    record Question(String network) {}
}
// end::client[]
