// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.contract;

import io.ternmq.tck.store.jdbc.JdbcContract;
import io.ternmq.tck.store.jdbc.PostgresDatabase;

class PostgresStoreContractTest extends JdbcContract {

    PostgresStoreContractTest() {
        super(new PostgresDatabase());
    }
}
