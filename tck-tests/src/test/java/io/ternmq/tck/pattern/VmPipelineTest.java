// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.junit.jupiter.api.Test;

/** Pipelines over TernMQ in this Java virtual machine. */
class VmPipelineTest extends PipelineContract {

    VmPipelineTest() {
        super(Ground.VM);
    }

    @Test
    void losesAndDoublesNothingWhenOthersAreAboutToCommit() {
        losesAndDoublesNothing(running -> {});
    }
}
