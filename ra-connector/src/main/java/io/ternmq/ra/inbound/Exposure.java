// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** Shows an endpoint to consoles as long as it is there. Where that cannot be, the endpoint works without. */
final class Exposure implements EndpointMXBean {

    private static final System.Logger LOG = System.getLogger(Exposure.class.getName());
    private static final int MOST_OF_A_NAME = 1000;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Supplier<View> source;
    private final Runnable retry;
    private @Nullable ObjectName registered;

    private Exposure(Supplier<View> source, Runnable retry) {
        this.source = source;
        this.retry = retry;
    }

    /** Registers an endpoint; one of the same name, in another deployment, has the name already then. */
    static Exposure of(Supplier<View> source, Runnable retry) {
        Exposure exposure = new Exposure(source, retry);
        exposure.register(source.get().name());
        return exposure;
    }

    private synchronized void register(String name) {
        for (int i = 1; i <= MOST_OF_A_NAME && registered == null; i++) {
            String distinct = i == 1 ? name : name + '-' + i;
            try {
                ObjectName wanted = new ObjectName("io.ternmq:type=Endpoint,name=" + ObjectName.quote(distinct));
                StandardMBean bean = new StandardMBean(this, EndpointMXBean.class, true);
                registered = server.registerMBean(bean, wanted).getObjectName();
            } catch (InstanceAlreadyExistsException e) {
                LOG.log(Level.DEBUG, distinct + " is taken.");
            } catch (JMException | SecurityException e) {
                LOG.log(Level.WARNING, "Endpoint " + name + " is not shown in management: " + e);
                return;
            }
        }
    }

    /** Takes it away. */
    synchronized void end() {
        ObjectName name = registered;
        registered = null;
        if (name != null) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                LOG.log(Level.DEBUG, name + " is gone already.", e);
            }
        }
    }

    @Override
    public String getDestination() {
        return source.get().destination();
    }

    @Override
    public String getState() {
        return source.get().state().name();
    }

    @Override
    public int getLanes() {
        return source.get().lanes();
    }

    @Override
    public long getDelivered() {
        return source.get().tally().delivered();
    }

    @Override
    public long getFailed() {
        return source.get().tally().failed();
    }

    @Override
    public long getFailedInRow() {
        return source.get().tally().failedInRow();
    }

    @Override
    public @Nullable String getLastFailure() {
        return source.get().lastFailure();
    }

    @Override
    public @Nullable String getPausedUntil() {
        Instant until = source.get().pausedUntil();
        return until == null ? null : until.toString();
    }

    @Override
    public void retry() {
        retry.run();
    }
}
