// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

/** The databases that TernMQ knows. */
enum Engine {
    DERBY,
    POSTGRES;

    /** Makes room for one test. */
    Database open() {
        return this == DERBY ? new DerbyDatabase() : new PostgresDatabase();
    }
}
