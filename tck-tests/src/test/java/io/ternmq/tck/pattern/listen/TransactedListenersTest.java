// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import io.ternmq.tck.pattern.Ground;
import org.junit.jupiter.api.Nested;

/** Listeners in transactions, over each provider. */
class TransactedListenersTest {

    @Nested
    class Vm extends TransactedListenerContract {
        Vm() {
            super(Ground.VM);
        }
    }

    @Nested
    class Tcp extends TransactedListenerContract {
        Tcp() {
            super(Ground.TCP);
        }
    }

    @Nested
    class Artemis extends TransactedListenerContract {
        Artemis() {
            super(Ground.ARTEMIS);
        }
    }
}
