// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import io.ternmq.tck.pattern.Ground;
import org.junit.jupiter.api.Nested;

/** Listeners over TernMQ in one process. */
class VmListenersTest {

    @Nested
    class Handling extends ListenerContract {
        Handling() {
            super(Ground.VM);
        }
    }

    @Nested
    class Living extends ListenerLifeContract {
        Living() {
            super(Ground.VM);
        }
    }
}
