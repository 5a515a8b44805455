// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.junit.jupiter.api.Test;

/** Pipelines over TernMQ behind a socket. */
class TcpPipelineTest extends PipelineContract {

    TcpPipelineTest() {
        super(Ground.TCP);
    }

    @Test
    void losesAndDoublesNothingWhenOthersAreAboutToCommit() {
        losesAndDoublesNothing(running -> {});
    }
}
