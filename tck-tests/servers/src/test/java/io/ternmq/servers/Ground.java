// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes the server ready and starts the broker, once for all tests and before Arquillian starts the server. Gives tests
 * the {@link Site}, the {@link Broker} and a {@link Probe} of {@link Programs#BEANS}. Shows the end of the server's log
 * after a failure.
 */
final class Ground implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(Ground.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        laid(context);
    }

    private static Laid laid(ExtensionContext context) {
        return Objects.requireNonNull(context.getRoot()
                .getStore(PLACE)
                .getOrComputeIfAbsent(Laid.class, type -> Laid.lay(), Laid.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter, laid(context)) != null;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(find(parameter, laid(context)));
    }

    private static @Nullable Object find(ParameterContext parameter, Laid laid) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Site.class) {
            return laid.site;
        }
        if (type == Broker.class) {
            return laid.broker;
        }
        return type == Probe.class ? Probe.of(laid.site, Programs.BEANS) : null;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            Site site = laid(context).site;
            context.publishReportEntry("server", Folders.tail(site.server().log(site), 200));
        }
    }

    /** What is there until the last test has ended. */
    private static final class Laid implements AutoCloseable {

        private final Site site;
        private final Broker broker;

        private Laid(Site site, Broker broker) {
            this.site = site;
            this.broker = broker;
        }

        private static Laid lay() {
            try {
                Site site = Site.open();
                site.server().prepare(site);
                System.setProperty("ternmq.home", site.home().toString());
                System.setProperty("ternmq.jvm", String.join(" ", site.server().jvmOptions(site)));
                return new Laid(site, Broker.start(site));
            } catch (Exception e) {
                throw new IllegalStateException("The server cannot be made ready.", e);
            }
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
