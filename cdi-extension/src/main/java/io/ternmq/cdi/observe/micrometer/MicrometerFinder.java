// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.ternmq.cdi.observe.MeterFinder;
import io.ternmq.cdi.observe.MeterSink;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.Optional;

/** Takes the bean that is a registry, else the global registry when the settings want that. */
public final class MicrometerFinder implements MeterFinder {

    /** Looks nowhere yet. */
    public MicrometerFinder() {}

    @Override
    public Optional<MeterSink> find(BeanContainer beans, Settings settings) {
        Instance<MeterRegistry> bean = beans.createInstance().select(MeterRegistry.class);
        if (bean.isResolvable()) {
            return Optional.of(new MicrometerMeters(bean.get()));
        }
        return settings.flag(Key.METRICS_GLOBAL)
                ? Optional.of(new MicrometerMeters(Metrics.globalRegistry))
                : Optional.empty();
    }
}
