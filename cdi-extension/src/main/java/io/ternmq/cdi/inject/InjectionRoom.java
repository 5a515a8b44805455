// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What this room adds to a container: its beans; the channel, however it was said, becomes the qualifier that the
 * producers have; and what is wrong about it is told.
 */
public final class InjectionRoom implements Part {

    private final Settings settings;
    private final Points points;
    private final List<Point> read = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();

    /**
     * For one container.
     *
     * @param settings of the program
     */
    public InjectionRoom(Settings settings) {
        this.settings = settings;
        this.points = new Points(settings);
    }

    @Override
    public void addTypes(BeforeBeanDiscovery event, BeanManager beans) {
        for (Class<?> type : List.of(Desk.class, Producers.class)) {
            event.addAnnotatedType(beans.createAnnotatedType(type), type.getName());
        }
    }

    @Override
    public void onInjectionPoint(ProcessInjectionPoint<?, ?> event, Consumer<Fault> faults) {
        Point point = Point.of(event.getInjectionPoint());
        Optional<Reading> reading = points.read(point);
        reading.ifPresent(found -> {
            found.faults().forEach(faults);
            read.add(point);
            readings.add(found);
            event.configureInjectionPoint().qualifiers(found.qualifier());
        });
    }

    @Override
    public void validate(BeanManager beans, ListenerPlan plan) {
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (reading.declaration() != null) {
                plan.add(reading.declaration());
            }
            String factory = reading.qualifier().factory();
            if (!isKnown(beans, factory)) {
                plan.add(unknown(read.get(i), factory));
            }
        }
    }

    /**
     * Where pipelines are injected, however they were named there.
     *
     * @return their names, by the places that are right so far
     */
    public Map<Point, String> pipelines() {
        Map<Point, String> all = new LinkedHashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            Place place = readings.get(i).place();
            if (place != null && place.kind() == Kind.PIPELINE) {
                all.put(read.get(i), place.name());
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /** Names of JNDI are looked up when they are needed, as they may be bound later. */
    private boolean isKnown(BeanManager beans, String factory) {
        return factory.isEmpty()
                || factory.startsWith("java:")
                || settings.hasFactory(factory)
                || !beans.getBeans(ConnectionFactory.class, NamedLiteral.of(factory)).isEmpty();
    }

    private Fault unknown(Point point, String factory) {
        List<String> known = new ArrayList<>(settings.factories());
        return point.fault("There is no connection factory '" + factory + "'"
                        + (known.isEmpty() ? "." : "; the settings have " + String.join(", ", known) + '.'),
                "Set " + Key.FACTORY_URL.text(factory) + ", or make a ConnectionFactory bean with @Named(\"" + factory
                        + "\").");
    }
}
