// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite;

import java.util.List;

/**
 * What the build has found.
 *
 * @param classes that are beans
 * @param clients interfaces that somebody wants to ask through
 */
public record LiteBeans(List<Class<?>> classes, List<Class<?>> clients) {

    /** Keeps copies. */
    public LiteBeans {
        classes = List.copyOf(classes);
        clients = List.copyOf(clients);
    }
}
