// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

/** What an {@code SQLException} means for the one who asked. */
enum Trouble {
    /** The connection or the database is gone; whether a commit that was under way took place is not known. */
    LOST,
    /** The database rolled the transaction back for the sake of another one: do it again. */
    ROLLED_BACK,
    /** The database has no room for more. */
    FULL,
    /** The user of the connection may not do this. */
    DENIED,
    /** A table is missing. */
    MISSING,
    /** Somebody else has created the table, or inserted the row, in the meantime. */
    EXISTS,
    /** Another process has the database and shares it with nobody. */
    IN_USE,
    /** None of these. */
    OTHER
}
