// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.junit.jupiter.api.Nested;

/** The patterns over TernMQ over TCP. */
class TcpPatternsTest {

    @Nested
    class Publishing extends PublisherContract {
        Publishing() {
            super(Ground.TCP);
        }
    }

    @Nested
    class Subscribing extends SubscriberContract {
        Subscribing() {
            super(Ground.TCP);
        }
    }

    @Nested
    class Requesting extends RequestContract {
        Requesting() {
            super(Ground.TCP);
        }
    }

    @Nested
    class Gathering extends GatherContract {
        Gathering() {
            super(Ground.TCP);
        }
    }
}
