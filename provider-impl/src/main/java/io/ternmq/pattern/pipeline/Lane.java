// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import org.jspecify.annotations.Nullable;

/** A thread of a section: one at a time, whoever that is. What is called here is called by that thread. */
interface Lane {

    /** What all of the pipeline's run shares. */
    Run run();

    /** The section that it works for. */
    Layout.Section section();

    /** Has something done by this lane; any thread, which does not wait. */
    void execute(Runnable work);

    /** Lets a root go when what is to be sent has been sent. */
    void letGoLater(Root root);

    /** Does with a failure what its stage says; what was to be sent is forgotten already. */
    void settle(StageFailure failure, @Nullable Root root);
}
