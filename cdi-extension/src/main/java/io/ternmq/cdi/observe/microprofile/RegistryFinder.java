// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.microprofile;

import io.ternmq.cdi.observe.MeterFinder;
import io.ternmq.cdi.observe.MeterSink;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Takes the registry of the application, which is a bean where MicroProfile Metrics is implemented. */
public final class RegistryFinder implements MeterFinder {

    /** Looks nowhere yet. */
    public RegistryFinder() {}

    @Override
    public Optional<MeterSink> find(BeanContainer beans, Settings settings) {
        Instance<MetricRegistry> bean = beans.createInstance().select(MetricRegistry.class);
        if (!bean.isResolvable()) {
            return Optional.empty();
        }
        return Optional.of(
                beans instanceof BeanManager all ? injected(all) : new MicroProfileMeters(bean.get(), () -> {}));
    }

    /** By a field: the producer of Payara reads the annotations of the place that it produces for. */
    private static MicroProfileMeters injected(BeanManager beans) {
        Place place = new Place();
        CreationalContext<Place> context = beans.createCreationalContext(null);
        beans.getInjectionTargetFactory(beans.createAnnotatedType(Place.class))
                .createInjectionTarget(null)
                .inject(place, context);
        return new MicroProfileMeters(Objects.requireNonNull(place.registry, "registry"), context::release);
    }

    /** A place that has annotations. */
    static final class Place {

        @Inject
        @Nullable MetricRegistry registry;
    }
}
