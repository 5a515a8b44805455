// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.junit.jupiter.api.Nested;

/** The patterns over ActiveMQ Artemis. */
class ArtemisPatternsTest {

    @Nested
    class Publishing extends PublisherContract {
        Publishing() {
            super(Ground.ARTEMIS);
        }
    }

    @Nested
    class Subscribing extends SubscriberContract {
        Subscribing() {
            super(Ground.ARTEMIS);
        }
    }

    @Nested
    class Requesting extends RequestContract {
        Requesting() {
            super(Ground.ARTEMIS);
        }
    }

    @Nested
    class Gathering extends GatherContract {
        Gathering() {
            super(Ground.ARTEMIS);
        }
    }
}
