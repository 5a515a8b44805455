// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ManagementOptionsTest {

    private static ManagementOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new ManagementOptions(), arguments);
    }

    @Test
    void goesToThisMachineUnlessToldOtherwise() {
        assertThat(parsed().url()).hasToString("http://127.0.0.1:8161");
        assertThat(parsed("--url", "https://broker.example").url()).hasToString("https://broker.example");
    }

    @Test
    void knowsWhoAsks() {
        Shell shell = new Run().shell();
        assertThat(parsed("--user", "ann").credentials().user(shell)).contains("ann");
        assertThat(parsed().credentials().user(shell)).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String wrong : new String[] {"broker", "tcp://broker:61616", "http:/broker", "http://a b"}) {
            assertThatThrownBy(() -> parsed("--url", wrong).url()).isInstanceOf(UsageException.class);
        }
    }
}
