// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import org.jspecify.annotations.Nullable;

/**
 * The way in: hands each event of the container to whoever it concerns. Found by the container; one object serves one
 * container, on the threads that start and stop it.
 */
public class TernExtension implements Extension {

    /** After the observers of the program, which may still prepare what listeners need. */
    private static final int LATE = 1_000_000;

    /** Before the observers of the program, which may tear down what listeners need. */
    private static final int EARLY = 1;

    private @Nullable Household house;

    /** By the container. */
    public TernExtension() {}

    void onTypes(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        house().parts().forEach(part -> part.addTypes(event, beans));
    }

    void onInjectionPoint(@Observes ProcessInjectionPoint<?, ?> event) {
        house().parts().forEach(part -> part.onInjectionPoint(event, house().found()::add));
    }

    void onBean(@Observes ProcessBean<?> event) {
        house().found().onBean(event);
        house().parts().forEach(part -> part.onAnyBean(event));
        if (event instanceof ProcessManagedBean<?> managed) {
            house().parts().forEach(part -> part.onBean(managed));
        }
    }

    void onObserver(@Observes ProcessObserverMethod<?, ?> event) {
        house().parts().forEach(part -> part.onObserver(event));
    }

    /** Late, since some containers tell of the beans of other extensions only when those have added them. */
    void onBeans(@Observes @Priority(LATE) AfterBeanDiscovery event, BeanManager beans) {
        new OwnBeans(event, beans).add(house());
        house().parts().forEach(part -> part.addBeans(event, beans));
    }

    /**
     * Throws rather than adding a problem, which some containers only log: whoever starts the container sees the
     * text.
     */
    void onValidation(@Observes @Priority(LATE) AfterDeploymentValidation event, BeanManager beans) {
        house().validate(beans);
    }

    void onStartup(@Observes @Priority(LATE) Startup event, BeanManager beans) {
        house().start(beans);
    }

    void onShutdown(@Observes @Priority(EARLY) Shutdown event) {
        house().stop();
    }

    /** For containers that tell of no {@link Shutdown}. */
    void onEnding(@Observes @Priority(EARLY) @BeforeDestroyed(ApplicationScoped.class) Object context) {
        house().stop();
    }

    void onEnd(@Observes @Priority(LATE) @BeforeDestroyed(ApplicationScoped.class) Object context) {
        house().close();
    }

    /** After a start of the container that failed somewhere else. */
    void onGone(@Observes BeforeShutdown event) {
        if (house != null) {
            house.stop();
            house.close();
        }
    }

    /** Made with the first event: containers hide what the constructor of an extension throws. */
    private Household house() {
        Household known = house;
        if (known == null) {
            known = new Household();
            house = known;
        }
        return known;
    }
}
