// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A second adapter in the server, which has a broker of its own in there. */
@OnServer
final class EmbeddedTest {

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.beans();
    }

    @Test
    void deliversToBeansOfItsAdapterAlone(Probe probe, Broker broker) {
        broker.send("memos", "for nobody");
        probe.ask("send-embedded", "queue", "memos", "text", "for the bean");

        probe.await(lines -> lines.contains("for the bean"), "ledger");
        assertThat(probe.ask("seen", "by", "memos")).doesNotContain("for nobody");
        assertThat(broker.texts("memos")).contains("for nobody");
    }

    /** Two attempts, where the broker beside the server allows three and a broker that is told nothing ten. */
    @Test
    void obeysTheSettingsOfItsFile(Probe probe) {
        probe.ask("send-embedded", "queue", "memos", "text", "poison ivy");

        probe.await(lines -> timesPoisoned(lines) == 2, "seen", "by", "memos");
        assertThat(probe.ask("receive-embedded", "queue", "DLQ.memos")).containsExactly("poison ivy");
        assertThat(timesPoisoned(probe.ask("seen", "by", "memos"))).isEqualTo(2);
    }

    private static long timesPoisoned(List<String> lines) {
        return lines.stream().filter("poison ivy"::equals).count();
    }

    @Test
    void keepsItsMessagesWhereItIsTold(Site site, Probe probe) {
        probe.ask("send-embedded", "queue", "letters.kept", "text", "kept");

        assertThat(site.server().messages(site).resolve("embedded")).isDirectory();
    }

    /** The same queue is another one in each broker of the server. */
    @Test
    void sharesNothingWithTheOtherBrokers(Probe probe, Broker broker) {
        probe.ask("send-embedded", "queue", "letters.apart", "text", "in the second adapter");
        probe.ask("send-inside", "queue", "letters.apart", "text", "in the first adapter");

        assertThat(broker.texts("letters.apart")).isEmpty();
        assertThat(probe.ask("receive-inside", "queue", "letters.apart")).containsExactly("in the first adapter");
        assertThat(probe.ask("receive-embedded", "queue", "letters.apart")).containsExactly("in the second adapter");
    }
}
