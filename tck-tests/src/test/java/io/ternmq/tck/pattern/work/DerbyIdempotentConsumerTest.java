// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.work;

import io.ternmq.tck.store.jdbc.DerbyDatabase;

/** Over Apache Derby. */
class DerbyIdempotentConsumerTest extends IdempotentConsumerContract {

    DerbyIdempotentConsumerTest() {
        super(new DerbyDatabase());
    }
}
