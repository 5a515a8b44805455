// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A program that carries TernMQ with it: beans with methods that listen, and publishers that are injected. */
@OnServer
final class ListenersTest {

    @Deployment(testable = false)
    static WebArchive program() {
        return Programs.listeners();
    }

    @Test
    void hearsWhatOthersPublish(Site site, Broker broker) {
        Probe probe = Probe.of(site, Programs.LISTENERS);
        broker.publish("weather", "rain");

        probe.await(reports -> reports.contains("rain"), "heard");
    }

    @Test
    void hearsWhatItPublishes(Site site) {
        Probe probe = Probe.of(site, Programs.LISTENERS);
        probe.ask("publish", "text", "sun");

        probe.await(reports -> reports.contains("sun"), "heard");
    }

    @Test
    void hearsWhenTheBrokerIsBack(Site site, Broker broker) throws Exception {
        Probe probe = Probe.of(site, Programs.LISTENERS);
        probe.ask("publish", "text", "wind");
        probe.await(reports -> reports.contains("wind"), "heard");
        broker.kill();
        broker.start();

        Await.that("a report", Duration.ofSeconds(40), List::of, () -> {
            broker.publish("weather", "snow");
            return probe.ask("heard").contains("snow");
        });
    }
}
