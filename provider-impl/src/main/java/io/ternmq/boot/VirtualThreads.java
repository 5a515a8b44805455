// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Virtual threads where the Java runtime has them, in code that is compiled for one that has not. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** An executor with a virtual thread for each task; null before Java 21. */
    static @Nullable ExecutorService executor() {
        try {
            MethodHandle maker = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) maker.invokeExact();
        } catch (NoSuchMethodException e) {
            return null; // an older runtime
        } catch (Throwable e) {
            throw new IllegalStateException("Virtual threads cannot be had: " + e, e);
        }
    }
}
