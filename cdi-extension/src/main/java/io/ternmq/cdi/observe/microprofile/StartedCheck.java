// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.microprofile;

import io.ternmq.cdi.part.Running;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

/** Started when listeners and pipelines have. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    private final @Nullable Instance<Running> running;

    /** For the proxy of the container. */
    protected StartedCheck() {
        this.running = null;
    }

    /**
     * By the container.
     *
     * @param running what runs
     */
    @Inject
    public StartedCheck(Instance<Running> running) {
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        boolean hasStarted = running != null && running.isResolvable() && running.get().isStarted();
        return HealthCheckResponse.named("ternmq-start").status(hasStarted).build();
    }
}
