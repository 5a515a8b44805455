// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.part;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;

/**
 * A request context around one piece of work on one thread. When one is active already, the work is part of that.
 * Belongs to the thread that has begun it.
 */
public final class RequestSpan implements AutoCloseable {

    private final CreationalContext<?> context;
    private final RequestContextController controller;
    private final boolean isMine;

    private RequestSpan(CreationalContext<?> context, RequestContextController controller) {
        this.context = context;
        this.controller = controller;
        this.isMine = controller.activate();
    }

    /**
     * Begins.
     *
     * @param beans of the container
     * @return to be closed on the same thread
     */
    public static RequestSpan begin(BeanContainer beans) {
        Bean<?> bean = beans.resolve(beans.getBeans(RequestContextController.class));
        CreationalContext<?> context = beans.createCreationalContext(bean);
        return new RequestSpan(context, (RequestContextController)
                beans.getReference(bean, RequestContextController.class, context));
    }

    /**
     * Does the work.
     *
     * @param work what belongs to the request
     */
    public void run(Runnable work) {
        work.run();
    }

    @Override
    public void close() {
        try {
            if (isMine) {
                controller.deactivate();
            }
        } finally {
            context.release();
        }
    }
}
