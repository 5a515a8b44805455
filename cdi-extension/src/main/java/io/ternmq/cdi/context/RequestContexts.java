// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;

/** The contexts of one request; they end with it. Called by {@link Contexts} alone. */
@RequestScoped
public class RequestContexts {

    private final ContextStore store = new ContextStore();

    /** By the container. */
    public RequestContexts() {}

    /**
     * What is open.
     *
     * @return the store of the active request
     * @throws jakarta.enterprise.context.ContextNotActiveException when there is none
     */
    public Object store() {
        return store;
    }

    /** The request is over. */
    @PreDestroy
    public void onEnd() {
        store.end(false);
    }
}
