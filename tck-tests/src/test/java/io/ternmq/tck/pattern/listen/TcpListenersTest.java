// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import io.ternmq.tck.pattern.Ground;
import org.junit.jupiter.api.Nested;

/** Listeners over TernMQ over TCP. */
class TcpListenersTest {

    @Nested
    class Handling extends ListenerContract {
        Handling() {
            super(Ground.TCP);
        }
    }

    @Nested
    class Living extends ListenerLifeContract {
        Living() {
            super(Ground.TCP);
        }
    }
}
