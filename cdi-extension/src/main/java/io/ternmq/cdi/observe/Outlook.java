// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.cdi.inject.Desk;
import io.ternmq.cdi.inject.Traffic;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one container shows of itself. What has no API on the class path is left out, and its classes are not loaded.
 */
public final class Outlook implements Part {

    private final Settings settings;
    private final Running running;
    private final Deque<MeterSink> sinks = new ArrayDeque<>();
    private @Nullable Traffic traffic;

    /**
     * Shows nothing yet.
     *
     * @param settings of the program
     * @param running  knows what was declared and what runs
     */
    public Outlook(Settings settings, Running running) {
        this.settings = settings;
        this.running = running;
    }

    @Override
    public void addTypes(BeforeBeanDiscovery event, BeanManager beans) {
        Room.HEALTH.classes().forEach(type -> event.addAnnotatedType(type, type.getName()));
    }

    @Override
    public void prepare(BeanManager beans) {
        describe(settings, running, beans);
        running.onStarted(!settings.flag(Key.LISTENERS_ENABLED));
    }

    /**
     * Lets the desk tell of the program's channels, and writes the file that the settings want.
     *
     * @param settings of the program
     * @param running  knows what was declared
     * @param beans    of the container
     */
    public static void describe(Settings settings, Running running, BeanContainer beans) {
        Description description = new Description(settings, beans);
        beans.createInstance()
                .select(Desk.class)
                .get()
                .onDocument(() -> description.asyncApi().describe(running.declarations()));
        String file = settings.find(Key.ASYNCAPI_FILE);
        if (file != null) {
            description.asyncApi().write(running.declarations(), Path.of(file));
        }
    }

    @Override
    public void onStarted(BeanManager beans) {
        Room.finders().forEach(finder -> finder.find(beans, settings).ifPresent(sinks::push));
        sinks.forEach(sink -> new ListenerMeters(running, sink).register());
        if (!sinks.isEmpty()) {
            Traffic known = beans.createInstance().select(Desk.class).get().traffic();
            traffic = known;
            known.watch(new TrafficMeters(sinks));
        }
        running.onStarted(true);
    }

    @Override
    public boolean stop(Duration limit) {
        running.onStarted(false);
        if (traffic != null) {
            traffic.end();
            traffic = null;
        }
        while (!sinks.isEmpty()) {
            sinks.pop().close();
        }
        return true;
    }
}
