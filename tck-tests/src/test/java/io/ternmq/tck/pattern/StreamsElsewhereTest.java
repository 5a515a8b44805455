// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.policy.StreamPolicy;
import org.junit.jupiter.api.Test;

/** Over a provider without streams the answer is an error that says what to use. */
class StreamsElsewhereTest extends PatternStage {

    StreamsElsewhereTest() {
        super(Ground.ARTEMIS);
    }

    @Test
    void saysWhatStreamsNeed() {
        Streams streams = program().streams();
        Throwable opening = catchThrowable(() -> streams.open("orders", Order.class));
        assertThat(codeOf(opening)).isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
        assertThat(opening).hasMessageContaining("ActiveMQ").hasMessageContaining("publisher");
        assertThat(codeOf(catchThrowable(() -> streams.open("orders", Order.class, StreamPolicy.DEFAULT))))
                .isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
        assertThat(codeOf(catchThrowable(streams::access))).isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
    }
}
