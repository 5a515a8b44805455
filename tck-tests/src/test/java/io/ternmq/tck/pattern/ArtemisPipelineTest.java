// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

/** Pipelines over ActiveMQ Artemis. */
class ArtemisPipelineTest extends PipelineContract {

    ArtemisPipelineTest() {
        super(Ground.ARTEMIS);
    }
}
