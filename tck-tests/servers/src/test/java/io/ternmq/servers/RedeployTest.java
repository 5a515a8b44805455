// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that goes and comes back while messages arrive. */
@OnServer
final class RedeployTest {

    private static final int MESSAGES = 400;
    private static final int ROUNDS = 50;
    /**
     * Class loaders of the program that may be there: its own, that of the last round, and those of requests that idle
     * HTTP threads of WildFly have answered last, which these remember until they answer another.
     */
    private static final int LOADERS = 6;
    /** By how many threads the server's pools may have grown since the first rounds. */
    private static final int THREADS = 10;

    @Deployment(name = Programs.BEANS, managed = false, testable = false)
    static WebArchive program() {
        return Programs.beans();
    }

    /** The database has each message once, whatever instance of the program has put it there. */
    @Test
    void losesAndDoublesNothing(@ArquillianResource Deployer deployer, Probe probe, Broker broker) {
        List<String> texts = IntStream.range(0, MESSAGES)
                .mapToObj(i -> "load %04d".formatted(i))
                .toList();
        during(deployer, () -> {
            broker.send("payments", texts.subList(0, MESSAGES / 2));
            probe.await(lines -> loaded(lines) > 20, "ledger");
        });
        assertThat(probe.isAlive()).isFalse();
        broker.send("payments", texts.subList(MESSAGES / 2, MESSAGES));
        during(deployer, () -> assertThat(probe.await(all -> loaded(all) >= MESSAGES, "ledger").stream()
                        .filter(line -> line.startsWith("load ")))
                .containsExactlyElementsOf(texts));
    }

    /** However many rounds there are, what stays of them is the same few: of class loaders and of threads. */
    @Test
    @Timeout(900)
    void leavesNothingBehind(@ArquillianResource Deployer deployer, Site site, Probe probe, Broker broker) {
        round(deployer, probe, broker, 0);
        int threads = round(deployer, probe, broker, 1);
        for (int i = 2; i < ROUNDS; i++) {
            round(deployer, probe, broker, i);
        }
        during(deployer, () -> {
            if (!site.server().keepsLoaders()) {
                probe.await(answer -> number(answer) <= LOADERS, "loaders");
            }
            probe.await(answer -> number(answer) <= threads + THREADS, "threads");
        });
    }

    /** Does something while the program is deployed. */
    private static void during(Deployer deployer, Runnable deed) {
        deployer.deploy(Programs.BEANS);
        try {
            deed.run();
        } finally {
            deployer.undeploy(Programs.BEANS);
        }
    }

    /** Deploys and undeploys; says how many threads there were between. */
    private static int round(Deployer deployer, Probe probe, Broker broker, int number) {
        AtomicInteger threads = new AtomicInteger();
        during(deployer, () -> {
            broker.send("orders", "round " + number);
            probe.await(lines -> lines.contains("round " + number), "seen", "by", "orders");
            probe.ask("send", "queue", "rounds", "text", "round " + number);
            threads.set(number(probe.ask("threads")));
        });
        return threads.get();
    }

    private static int number(List<String> answer) {
        return Integer.parseInt(answer.get(0));
    }

    private static long loaded(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("load ")).count();
    }
}
