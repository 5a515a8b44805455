// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {

    private final Properties system = new Properties();

    @Test
    void isWhereTheAdapterWasTold() {
        system.setProperty("jboss.server.data.dir", "/srv/data");
        assertThat(DataDirectory.of(" /var/messages ", system)).isEqualTo(Path.of("/var/messages"));
    }

    @Test
    void isWithTheFilesOfTheServer() {
        system.setProperty("com.sun.aas.instanceRoot", "/srv/domain1");
        assertThat(DataDirectory.of(null, system)).isEqualTo(Path.of("/srv/domain1/ternmq-data"));
        system.setProperty("server.output.dir", "/srv/out");
        assertThat(DataDirectory.of("", system)).isEqualTo(Path.of("/srv/out/ternmq-data"));
        system.setProperty("jboss.server.data.dir", "/srv/data");
        assertThat(DataDirectory.of(null, system)).isEqualTo(Path.of("/srv/data/ternmq"));
    }

    @Test
    void isInTheWorkingDirectoryOtherwise() {
        assertThat(DataDirectory.of(null, system)).isEqualTo(Path.of("ternmq-data"));
    }
}
