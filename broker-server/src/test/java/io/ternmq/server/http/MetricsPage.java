// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import java.util.List;

/** The page about metrics, made of the table that scrapes are made of. */
final class MetricsPage {

    private static final String HEAD = """
            <!-- SPDX-License-Identifier: Apache-2.0 -->
            <!-- Generated; do not edit. Write it again with:
                 mvn -pl broker-server -am test -Dtest=MetricsTest -Dsurefire.failIfNoSpecifiedTests=false \
            -Dternmq.reference.write=true -->

            # Metrics

            `GET /metrics` on the [HTTP port](http-api.md) answers in the text format of Prometheus. All figures of the
            broker in one answer come from one picture of it. Those with `_total` grow as long as the broker runs and
            begin at 0 when it starts again.

            On a broker with users, whoever scrapes logs in like others (HTTP Basic), with permission `browse` or
            `manage` on the name `ternmq.metrics`; without users, programs of the broker's machine may scrape.

            ```yaml
            # prometheus.yml
            scrape_configs:
              - job_name: ternmq
                basic_auth: {username: scraper, password_file: /etc/prometheus/ternmq-password}
                static_configs: [{targets: ["broker.example:8161"]}]
            ```

            Temporary queues are added up as `queue="(temporary)"`, and subscriptions with the same topic and name as
            one. What is deleted is missing from the next answer. A subscription without a name has the label
            `subscription=""`.
            """;

    private static final String TAIL = """

            ## The Java virtual machine

            `jvm_memory_used_bytes`, `jvm_memory_max_bytes` (labels `area`, `id`), `jvm_gc_collections_seconds_count`,
            `jvm_gc_collections_seconds_sum` (label `collector`), `jvm_threads_live_threads`,
            `jvm_threads_states_threads` (label `state`), `jvm_buffer_memory_used_bytes` (label `id`),
            `process_cpu_usage`, `system_cpu_usage`, `system_cpu_count`, `process_uptime_seconds`, and a few more of
            the same families.

            ## What to watch

            - `ternmq_queue_oldest_age_seconds`: consumers do not keep up, or hang. Better for an alarm than the depth.
            - `increase(ternmq_queue_dead_lettered_total[10m]) > 0`: messages fail; `tern dlq show` says why.
            - `ternmq_blocked_producers > 0` for minutes: a queue or the memory is full.
            - `ternmq_prepared_branches > 0` for minutes: a transaction manager does not come back; `tern branch list`
              says which branches wait for it.
            - `rate(ternmq_store_latency_seconds_sum[5m]) / rate(ternmq_store_latency_seconds_count[5m])`: what a disk
              takes.
            - `rate(ternmq_acceptor_refused_total[5m]) > 0`: a limit of an acceptor is reached.
            """;

    private MetricsPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        section(page, "The broker", "none", Figures.BROKER);
        row(page, "ternmq_store_latency_seconds_count", "counter", "Batches that became durable");
        row(page, "ternmq_store_latency_seconds_sum", "counter", Figures.STORE_LATENCY_HELP);
        section(page, "Acceptors", "`acceptor`", Figures.DOOR);
        section(page, "Queues", "`queue`", Figures.QUEUE);
        row(page, name(Figures.QUEUE_DEAD_LETTERS), "counter", Figures.DEAD_LETTERS_HELP + "; label `reason`");
        section(page, "Subscriptions", "`topic`, `subscription`", Figures.SUBSCRIPTION);
        row(page, name(Figures.SUBSCRIPTION_DEAD_LETTERS), "counter", Figures.DEAD_LETTERS_HELP + "; label `reason`");
        return page.append(TAIL).toString();
    }

    private static String name(String counter) {
        return counter.replace('.', '_') + "_total";
    }

    private static <T> void section(StringBuilder page, String title, String labels, List<Figure<T>> figures) {
        page.append("\n## ").append(title).append("\n\nLabels: ").append(labels)
                .append(".\n\n| name | type | |\n|---|---|---|\n");
        figures.forEach(each -> row(page, each.shownName(), each.grows() ? "counter" : "gauge", each.help()));
    }

    private static void row(StringBuilder page, String name, String type, String help) {
        page.append("| `").append(name).append("` | ").append(type).append(" | ").append(help).append(" |\n");
    }
}
