// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A scrape against what happened, and against the page that says what there is. */
class MetricsTest {

    private static String scrape(Site site) {
        HttpResponse<String> response = site.get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains(MetricsResource.TYPE);
        return response.body();
    }

    @Test
    void figuresAreWhatHappened() {
        try (Site site = Site.open("destinations.orders.redelivery.max-delivery-attempts=1")) {
            site.send("orders", "a", "b", "c");
            try (JMSContext context = site.context();
                    JMSContext worker = context.createContext(JMSContext.SESSION_TRANSACTED)) {
                Message failed = worker.createConsumer(worker.createQueue("orders")).receive(10_000);
                assertThat(failed).isNotNull();
                worker.rollback();
            }
            assertThat(scrape(site).lines()).contains(
                    "ternmq_queue_depth{queue=\"orders\"} 2.0",
                    "ternmq_queue_enqueued_total{queue=\"orders\"} 3.0",
                    "ternmq_queue_dead_lettered_total{queue=\"orders\",reason=\"MAX_DELIVERY_ATTEMPTS\"} 1.0",
                    "ternmq_queue_depth{queue=\"DLQ.orders\"} 1.0",
                    "ternmq_queues 2.0");
            site.broker().deleteQueue("orders");
            assertThat(scrape(site)).doesNotContain("queue=\"orders\"");
        }
    }

    @Test
    void branchesInDoubtAreCountedUntilTheyAreDecided() {
        try (Site site = Site.open()) {
            Doubt.number(7).prepare(site, context -> context.createQueue("orders"));
            assertThat(scrape(site).lines()).contains("ternmq_prepared_branches 1.0");
            site.broker().management().rollbackBranch("7:0a1b:2c", null);
            assertThat(scrape(site).lines()).contains("ternmq_prepared_branches 0.0");
        }
    }

    @Test
    void temporaryQueuesAndEqualSubscriptionsAreOneEach() {
        try (Site site = Site.open(); JMSContext context = site.context()) {
            context.createProducer().send(context.createTemporaryQueue(), "a");
            context.createProducer().send(context.createTemporaryQueue(), "b");
            context.createConsumer(context.createTopic("prices.eu"));
            context.createConsumer(context.createTopic("prices.eu"));
            context.setAutoStart(false);
            String scrape = scrape(site);
            assertThat(scrape.lines()).contains(
                    "ternmq_queue_depth{queue=\"(temporary)\"} 2.0",
                    "ternmq_subscription_consumers{subscription=\"\",topic=\"prices.eu\"} 2.0");
            assertThat(scrape).doesNotContain("temporary-queue.");
        }
    }

    @Test
    void hostileNamesStayInTheirQuotes() {
        try (Site site = Site.open()) {
            site.broker().createQueue("a\"} 1\nfake{x=\"");
            assertThat(scrape(site).lines()).noneMatch(line -> line.startsWith("fake"))
                    .contains("ternmq_queue_depth{queue=\"a\\\"} 1\\nfake{x=\\\"\"} 0.0");
        }
    }

    @Test
    void pageIsWhatIsGenerated() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path file = module.resolveSibling("docs").resolve("metrics.md");
        String page = MetricsPage.render();
        if (Boolean.getBoolean("ternmq.reference.write")) {
            Files.writeString(file, page);
        }
        List<String> written = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertThat(written).as("%s is stale; its second line says how to write it", file)
                .isEqualTo(page.lines().toList());
    }

    @Test
    void pageNamesWhatAScrapeHas() {
        try (Site site = Site.open(); JMSContext context = site.context()) {
            context.createConsumer(context.createTopic("prices.eu"));
            site.send("orders", "a");
            String scrape = scrape(site);
            Set<String> scraped = scrape.lines()
                    .filter(line -> line.startsWith("ternmq_"))
                    .map(line -> line.split("[{ ]", -1)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            String page = MetricsPage.render();
            assertThat(page.lines()
                    .filter(line -> line.startsWith("| `ternmq_"))
                    .map(line -> line.substring(3, line.indexOf('`', 3))))
                    .containsExactlyInAnyOrderElementsOf(scraped);
            Matcher others = Pattern.compile("`((jvm|process|system)_\\w+)`").matcher(page);
            int count = 0;
            while (others.find()) {
                assertThat(scrape).contains("\n" + others.group(1));
                count++;
            }
            assertThat(count).isGreaterThan(8);
            page.lines().filter(line -> line.startsWith("| `ternmq_") && line.contains("| gauge |"))
                    .map(line -> line.substring(3, line.indexOf('`', 3)))
                    .forEach(name -> assertThat(scrape).contains("# TYPE " + name + " gauge"));
        }
    }
}
