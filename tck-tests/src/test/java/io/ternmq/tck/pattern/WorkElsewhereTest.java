// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.messaging.Messaging;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Over a provider that keeps neither schedules nor leases the answer is an error that says what to use. */
class WorkElsewhereTest extends PatternStage {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    WorkElsewhereTest() {
        super(Ground.ARTEMIS);
    }

    private static void needsHelp(ThrowingCallable call) {
        Throwable refusal = catchThrowable(call);
        assertThat(codeOf(refusal)).isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
        assertThat(refusal).hasMessageContaining("ActiveMQ").hasMessageContaining("TernConnectionFactory");
    }

    @Test
    void saysWhatWorkQueuesNeed() {
        Messaging messaging = program();
        needsHelp(() -> messaging.scheduler().in("s", MINUTE, orders, "body"));
        needsHelp(() -> messaging.scheduler().list(""));
        needsHelp(() -> messaging.scheduler().cancel("s"));
        needsHelp(() -> messaging.scheduler().runNow("s"));
        needsHelp(() -> messaging.workQueue("orders", Order.class, MINUTE));
        needsHelp(() -> messaging.tasks("orders", String.class, String.class, MINUTE));
    }
}
