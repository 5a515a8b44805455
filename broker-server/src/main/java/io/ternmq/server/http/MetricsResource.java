// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * Figures for Prometheus, in its text format: those of the broker from one picture of it, and those of the virtual
 * machine. Queue names tell about a business, so that whoever asks needs a permission like others.
 */
final class MetricsResource {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Surroundings surroundings;
    private final PrometheusMeterRegistry machine = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    MetricsResource(Surroundings surroundings) {
        this.surroundings = surroundings;
        new JvmMemoryMetrics().bindTo(machine);
        new JvmThreadMetrics().bindTo(machine);
        new ClassLoaderMetrics().bindTo(machine);
        new ProcessorMetrics().bindTo(machine);
        new UptimeMetrics().bindTo(machine);
        GarbageFigures.bindTo(machine);
    }

    List<Route> routes() {
        return List.of(Route.closed("metrics", this::scrape));
    }

    private Reply scrape(Call call) {
        call.caller().mustSee(Caller.METRICS);
        String broker = Scrape.of(surroundings.broker().statistics(), surroundings.doors().get());
        return Reply.text(200, TYPE, broker + machine.scrape());
    }
}
