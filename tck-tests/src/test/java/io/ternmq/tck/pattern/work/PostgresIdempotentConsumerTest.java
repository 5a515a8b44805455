// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.work;

import io.ternmq.tck.store.jdbc.PostgresDatabase;

/** Over PostgreSQL. */
class PostgresIdempotentConsumerTest extends IdempotentConsumerContract {

    PostgresIdempotentConsumerTest() {
        super(new PostgresDatabase());
    }
}
