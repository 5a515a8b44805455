// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite;

import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.cdi.container.ContainerBean;
import io.ternmq.cdi.inject.Desk;
import io.ternmq.cdi.observe.Outlook;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.pipeline.Definitions;
import io.ternmq.cdi.pipeline.PipelineRuns;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks and starts what the build has found, when the program starts: before that, neither instances nor settings are
 * there. What is wrong is told at once, by the exception that makes the start fail, and nothing has begun then.
 */
@Singleton
public class LiteHousehold {

    private static final int LATE = 1_000_000;
    private static final int EARLY = 1;

    private final BeanContainer beans;
    private final LiteBeans found;
    private final Settings settings;
    private final Running running;
    private final Desk desk;
    private final PipelineRuns pipelines = new PipelineRuns();
    private @Nullable Definitions definitions;
    private @Nullable ListenerSet listeners;

    /**
     * By the container.
     *
     * @param beans    of the container
     * @param found    by the build
     * @param settings of the program
     * @param running  is told what runs
     * @param desk     opens connections
     */
    @Inject
    public LiteHousehold(BeanContainer beans, LiteBeans found, Settings settings, Running running, Desk desk) {
        this.beans = beans;
        this.found = found;
        this.settings = settings;
        this.running = running;
        this.desk = desk;
    }

    void onStartup(@Observes @Priority(LATE) Startup event) {
        ListenerPlan plan = ListenerPlan.create(settings::find);
        List<Class<?>> listening =
                found.classes().stream().filter(ListenerPlan::isListening).toList();
        listening.forEach(type -> add(type, plan));
        found.clients().forEach(plan::addClient);
        Definitions known = Definitions.find(beans, plan::add);
        definitions = known;
        List<Fault> faults = plan.faults();
        if (!faults.isEmpty()) {
            known.release();
            throw new DeclarationException(faults);
        }
        running.onDeclared(plan.declarations());
        Outlook.describe(settings, running, beans);
        if (settings.flag(Key.LISTENERS_ENABLED)) {
            start(plan, !listening.isEmpty());
        }
        running.onStarted(true);
    }

    private void add(Class<?> type, ListenerPlan plan) {
        beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == type)
                .findFirst()
                .ifPresent(bean -> plan.add(new ContainerBean<>(bean, beans)));
    }

    private void start(ListenerPlan plan, boolean isListening) {
        try {
            if (definitions != null) {
                pipelines.start(definitions.instances(), desk);
            }
            if (isListening) {
                ListenerSet started = plan.start(desk.messaging(), null);
                listeners = started;
                running.onListening(started);
            }
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    void onShutdown(@Observes @Priority(EARLY) Shutdown event) {
        end();
    }

    private void end() {
        running.onStarted(false);
        ListenerSet ending = listeners;
        listeners = null;
        try {
            if (ending != null) {
                ending.close(settings.duration(Key.STOP_TIMEOUT));
                running.onListening(null);
            }
            pipelines.stop(settings.duration(Key.STOP_TIMEOUT));
            if (definitions != null) {
                definitions.release();
            }
        } finally {
            desk.close();
        }
    }
}
