// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Threads of a server that are moody at times, and not in the words of the specification. */
final class MoodyWork {

    private MoodyWork() {
    }

    /** Refuses work, as some servers do while they stop. */
    static WorkManager refusing(WorkManager real, BooleanSupplier refuses) {
        return moody(real, refuses, work -> {
            throw new RejectedExecutionException("the threads are about to end");
        });
    }

    /** Takes work, and leaves it to the test when it is done. */
    static WorkManager late(WorkManager real, BooleanSupplier waits, Collection<Work> late) {
        return moody(real, waits, late::add);
    }

    private static WorkManager moody(WorkManager real, BooleanSupplier moody, Consumer<Work> mood) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (moody.getAsBoolean()) {
                mood.accept((Work) arguments[0]);
                return null;
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        };
        return (WorkManager) Proxy.newProxyInstance(
                MoodyWork.class.getClassLoader(), new Class<?>[] {WorkManager.class}, handler);
    }
}
