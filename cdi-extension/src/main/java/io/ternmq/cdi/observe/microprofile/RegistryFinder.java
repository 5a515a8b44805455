// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.microprofile;

import io.ternmq.cdi.observe.MeterFinder;
import io.ternmq.cdi.observe.MeterSink;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Takes the registry of the application, which is a bean where MicroProfile Metrics is implemented. */
public final class RegistryFinder implements MeterFinder {

    /** Looks nowhere yet. */
    public RegistryFinder() {}

    @Override
    public Optional<MeterSink> find(BeanContainer beans, Settings settings) {
        Instance<MetricRegistry> bean = beans.createInstance().select(MetricRegistry.class);
        return bean.isResolvable() ? Optional.of(new MicroProfileMeters(bean.get())) : Optional.empty();
    }
}
