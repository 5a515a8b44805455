// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients of an interface that only its own package sees, which is not that of the client's code. */
class HiddenClientTest {

    interface Calculator {
        @RequestTo("calculator.twice")
        int twice(int number);

        default int fourTimes(int number) {
            return twice(twice(number));
        }
    }

    @Test
    void carriesOutRequestsAndDefaultMethods() {
        try (Messaging messaging =
                Messaging.over(new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory"))) {
            messaging.responder(Channel.queue("calculator.twice"), Integer.class)
                    .answer(request -> 2 * request.body());
            Calculator calculator = messaging.client(Calculator.class);

            assertThat(calculator.twice(3)).isEqualTo(6);
            assertThat(calculator.fourTimes(10)).isEqualTo(40);
        }
    }
}
