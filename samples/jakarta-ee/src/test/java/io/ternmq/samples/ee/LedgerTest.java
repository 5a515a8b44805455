// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.samples.quake.QuakeFile;
import jakarta.ejb.EJBException;
import java.util.Map;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;

/** What needs no server; the whole program is deployed by {@code JakartaEeSampleTest}. */
class LedgerTest {

    private static Ledger ledger(String name) {
        EmbeddedDataSource database = new EmbeddedDataSource();
        database.setDatabaseName("memory:" + name);
        database.setCreateDatabase("create");
        Ledger ledger = new Ledger(database);
        ledger.makeTables();
        return ledger;
    }

    @Test
    void keepsEveryReportOfTheWeek() {
        Ledger ledger = ledger("week");

        QuakeFile.load().stream().map(Report::of).forEach(report -> {
            ledger.keep(report);
            if (report.isStrong()) {
                ledger.alert(report);
            }
        });

        assertThat(ledger.counts()).isEqualTo(Map.of("reports", 1_707L, "alerts", 39L));
    }

    @Test
    void refusesWhatNoEarthquakeHas() {
        Ledger ledger = ledger("impossible");

        assertThatThrownBy(() -> ledger.keep(new Report("x", "us", 11, "nowhere")))
                .isInstanceOf(EJBException.class)
                .hasMessageContaining("magnitude=11.0");
        assertThat(ledger.counts()).containsEntry("reports", 0L);
    }
}
