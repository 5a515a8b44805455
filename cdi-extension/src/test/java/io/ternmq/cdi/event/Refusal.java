// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A start that a container refuses. */
public final class Refusal {

    private Refusal() {}

    /**
     * Why. The start has a class loader of its own, as OpenWebBeans keeps a container that did not start for its
     * loader.
     *
     * @param start of a container
     * @return all that was said
     */
    public static String of(ThrowingCallable start) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(own);
            Throwable thrown = catchThrowable(start);
            assertThat(thrown).isNotNull();
            StringBuilder text = new StringBuilder();
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                text.append(each).append('\n');
            }
            return text.toString();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
