// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.sql.SQLException;

/** Sentences about what went wrong. */
final class Failures {

    private Failures() {}

    static ProviderException of(String sentence) {
        return new ProviderException(ErrorCode.STORE_FAILED, sentence);
    }

    /** With the database's own words behind. */
    static ProviderException of(String sentence, SQLException cause) {
        String words = " (SQLSTATE " + cause.getSQLState() + ": " + cause.getMessage() + ")";
        return new ProviderException(ErrorCode.STORE_FAILED, sentence + words, cause);
    }

    static ProviderException damaged(String table, String row) {
        return of("Table " + table + " is damaged: " + row + ". Restore the tables from a backup");
    }
}
