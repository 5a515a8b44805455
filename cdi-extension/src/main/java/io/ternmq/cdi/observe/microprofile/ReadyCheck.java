// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.microprofile;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.cdi.inject.Desk;
import io.ternmq.cdi.part.Running;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready while all has started, every listener takes messages, or was told to wait, and no connection in use is lost.
 * The answer names each listener and what it does, and each connection that is lost.
 */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    private final @Nullable Instance<Running> running;
    private final @Nullable Instance<Desk> desk;

    /** For the proxy of the container. */
    protected ReadyCheck() {
        this.running = null;
        this.desk = null;
    }

    /**
     * By the container.
     *
     * @param running what runs
     * @param desk    has the connections
     */
    @Inject
    public ReadyCheck(Instance<Running> running, Instance<Desk> desk) {
        this.running = running;
        this.desk = desk;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ternmq-listeners");
        if (running == null || !running.isResolvable()) {
            return answer.down().build();
        }
        Running known = running.get();
        boolean isReady = known.isStarted();
        for (ListenerView view : known.listeners()) {
            isReady &= isWell(view.state());
            String trouble = view.trouble() == null ? "" : ": " + view.trouble();
            answer.withData(view.name(), view.state() + trouble);
        }
        for (String factory : disconnected()) {
            isReady = false;
            answer.withData(factory.isEmpty() ? "connection" : "connection " + factory, "DISCONNECTED");
        }
        return answer.status(isReady).build();
    }

    private List<String> disconnected() {
        return desk == null || !desk.isResolvable() ? List.of() : desk.get().disconnected();
    }

    private static boolean isWell(ListenerView.State state) {
        return state == ListenerView.State.RUNNING || state == ListenerView.State.PAUSED;
    }
}
