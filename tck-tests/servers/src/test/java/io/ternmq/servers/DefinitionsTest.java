// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A program that defines what it needs by annotations. */
@OnServer
final class DefinitionsTest {

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.definitions();
    }

    /** The queue is in a broker inside the server, as the factory's definition says. */
    @Test
    void usesFactoryAndQueueOfItsOwn(Site site, Broker broker) {
        assertThat(Probe.of(site, Programs.DEFINITIONS).ask("pass", "text", "a boat"))
                .containsExactly("a boat");
        assertThat(broker.texts("wishes")).isEmpty();
    }
}
