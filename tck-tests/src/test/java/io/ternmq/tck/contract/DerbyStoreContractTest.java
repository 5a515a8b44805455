// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.contract;

import io.ternmq.tck.store.jdbc.JdbcContract;
import io.ternmq.tck.store.jdbc.DerbyDatabase;

class DerbyStoreContractTest extends JdbcContract {

    DerbyStoreContractTest() {
        super(new DerbyDatabase());
    }
}
