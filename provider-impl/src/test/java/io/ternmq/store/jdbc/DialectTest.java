// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.junit.jupiter.api.Test;

class DialectTest {

    private final Dialect derby = Dialect.of("Apache Derby", "jdbc:derby:/somewhere");
    private final Dialect postgres = Dialect.of("PostgreSQL", "jdbc:postgresql://host/name");

    @Test
    void knowsWhoseDatabaseBelongsToOneProcess() {
        assertThat(derby.isProcessPrivate()).isTrue();
        assertThat(Dialect.of("Apache Derby", "jdbc:derby://host:1527/name").isProcessPrivate()).isFalse();
        assertThat(postgres.isProcessPrivate()).isFalse();
    }

    @Test
    void tellsTroublesByTheirState() {
        assertThat(postgres.troubleOf(new SQLException("", "08006"))).isEqualTo(Trouble.LOST);
        assertThat(postgres.troubleOf(new SQLException("", "57P01"))).isEqualTo(Trouble.LOST);
        assertThat(postgres.troubleOf(new SQLRecoverableException())).isEqualTo(Trouble.LOST);
        assertThat(postgres.troubleOf(new SQLException("", "40P01"))).isEqualTo(Trouble.ROLLED_BACK);
        assertThat(postgres.troubleOf(new SQLException("", "53100"))).isEqualTo(Trouble.FULL);
        assertThat(postgres.troubleOf(new SQLException("", "42501"))).isEqualTo(Trouble.DENIED);
        assertThat(postgres.troubleOf(new SQLException("", "22000"))).isEqualTo(Trouble.OTHER);
        assertThat(derby.troubleOf(new SQLException("", "40XL1"))).isEqualTo(Trouble.ROLLED_BACK);
        assertThat(derby.troubleOf(new SQLException("", "XSDF4"))).isEqualTo(Trouble.FULL);
        assertThat(derby.troubleOf(new SQLException("", "08006"))).isEqualTo(Trouble.LOST);
    }

    /** Drivers hide the reason of a failed batch, and of a database that does not start, behind the first exception. */
    @Test
    void looksForTheReasonBehindTheFirstException() {
        BatchUpdateException batch = new BatchUpdateException("batch", null, new int[0]);
        batch.setNextException(new SQLException("full", "53100"));
        assertThat(postgres.troubleOf(batch)).isEqualTo(Trouble.FULL);
        SQLException boot = new SQLException("Failed to start database", "XJ040");
        boot.setNextException(new SQLException("Another instance", "XSDB6"));
        assertThat(derby.troubleOf(boot)).isEqualTo(Trouble.IN_USE);
        assertThat(derby.troubleOf(new SQLException("wrapped", "XJ001", new SQLException("no room", "XSDF4"))))
                .isEqualTo(Trouble.FULL);
    }
}
