// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** How often each garbage collector ran and for how long; read on demand, so that nothing has to be closed. */
final class GarbageFigures {

    static final String NAME = "jvm.gc.collections";
    static final String HELP = "Runs of a garbage collector, and the time they took";

    private GarbageFigures() {}

    static void bindTo(MeterRegistry registry) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionTimer.builder(
                            NAME,
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .tag("collector", collector.getName())
                    .description(HELP)
                    .register(registry);
        }
    }
}
