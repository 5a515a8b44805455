// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.junit.jupiter.api.Nested;

/** The patterns over TernMQ in one process. */
class VmPatternsTest {

    @Nested
    class Publishing extends PublisherContract {
        Publishing() {
            super(Ground.VM);
        }
    }

    @Nested
    class Subscribing extends SubscriberContract {
        Subscribing() {
            super(Ground.VM);
        }
    }

    @Nested
    class Requesting extends RequestContract {
        Requesting() {
            super(Ground.VM);
        }
    }

    @Nested
    class Gathering extends GatherContract {
        Gathering() {
            super(Ground.VM);
        }
    }
}
