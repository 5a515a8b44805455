// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An adapter that has stopped leaves nothing behind, and neither does a deployment that is taken away. */
@Timeout(120)
class LeakTest {

    private static final int WARM_UP = 5;
    private static final int LIVES = 50;
    private static final int DEPLOYMENTS = 2;
    /** What the virtual machine allows itself, whatever the number of lives. */
    private static final int CLASSES = 50;
    private static final long BYTES = 4L * 1024 * 1024;

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    LeakTest() {}

    /**
     * What is there after a collection.
     *
     * @param threads that live
     * @param beans   of TernMQ in management
     * @param classes that are loaded
     * @param bytes   of the heap in use
     */
    private record Footprint(Set<Thread> threads, Set<ObjectName> beans, int classes, long bytes) {

        static Footprint now() throws MalformedObjectNameException {
            for (int i = 0; i < 3; i++) {
                System.gc(); // the figures are those of what is reachable
            }
            return new Footprint(
                    Thread.getAllStackTraces().keySet(),
                    ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.ternmq*:*"), null),
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        /** Threads that have begun since and still live. */
        List<String> begun() {
            Set<Thread> begun = new HashSet<>(Thread.getAllStackTraces().keySet());
            begun.removeAll(threads);
            return begun.stream().map(Thread::getName).toList();
        }
    }

    /** Whether it becomes so while threads that nobody needs end, which takes them ten seconds. */
    private static boolean becomes(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(30)) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    @Test
    void fiftyLivesLeaveNothing() throws Exception {
        try (SeparateLoader loader = SeparateLoader.open()) {
            Deployment deployment = new Deployment(loader, "ra-leak", data);
            Footprint before = Footprint.now();
            for (int i = 0; i < WARM_UP; i++) {
                deployment.live();
            }
            Footprint first = Footprint.now();
            for (int i = 0; i < LIVES; i++) {
                deployment.live();
            }
            assertThat(becomes(() -> before.begun().isEmpty()))
                    .as("threads end, but not %s", before.begun())
                    .isTrue();
            Footprint last = Footprint.now();
            assertThat(last.beans()).as("beans in management").isEqualTo(before.beans());
            assertThat(last.classes()).as("classes").isLessThanOrEqualTo(first.classes() + CLASSES);
            assertThat(last.bytes()).as("heap").isLessThanOrEqualTo(first.bytes() + BYTES);
        }
    }

    @Test
    void aDeploymentThatIsTakenAwayIsForgotten() throws Throwable {
        for (int i = 0; i < DEPLOYMENTS; i++) {
            WeakReference<ClassLoader> loader = deployAndTakeAway();
            compareRecords();
            boolean isCollected = becomes(() -> {
                System.gc(); // nothing else says whether it is held
                return loader.get() == null;
            });
            assertThat(isCollected).as("the class loader of deployment %s is collected", i).isTrue();
        }
    }

    /** Java 17 keeps the type of the record whose methods it made last: now it is this one. */
    private static void compareRecords() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle getter = lookup.findVirtual(Other.class, "place", MethodType.methodType(Path.class));
        MethodType equals = MethodType.methodType(boolean.class, Other.class, Object.class);
        MethodType hash = MethodType.methodType(int.class, Other.class);
        assertThat(ObjectMethods.bootstrap(lookup, "equals", equals, Other.class, "place", getter)).isNotNull();
        assertThat(ObjectMethods.bootstrap(lookup, "hashCode", hash, Other.class, "place", getter)).isNotNull();
    }

    /** Takes the place of records of a deployment. */
    private record Other(Path place) {}

    private WeakReference<ClassLoader> deployAndTakeAway() throws Exception {
        try (SeparateLoader loader = SeparateLoader.open()) {
            Deployment deployment = new Deployment(loader, "ra-taken-away", data);
            deployment.live();
            return new WeakReference<>(loader);
        }
    }
}
