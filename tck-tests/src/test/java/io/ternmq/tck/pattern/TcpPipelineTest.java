// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Pipelines over TernMQ behind a socket. */
class TcpPipelineTest extends PipelineContract {

    TcpPipelineTest() {
        super(Ground.TCP);
    }
}
