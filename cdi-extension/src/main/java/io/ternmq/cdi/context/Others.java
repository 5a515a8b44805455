// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import java.util.HashSet;
import java.util.Set;

/**
 * The beans that the program, its server or another extension has. Filled while a container looks at its beans, which
 * is over before it resolves any.
 */
final class Others {

    private final Set<Class<?>> defaults = new HashSet<>();
    private final Set<Seat> names = new HashSet<>();

    /** A bean of one name. */
    private record Seat(Class<?> type, String name) {}

    /** An enabled bean; those of this room are none of the others. */
    void add(Bean<?> bean) {
        if (bean.getBeanClass() == OwnBean.class) {
            return;
        }
        for (Class<?> type : OwnBean.TYPES) {
            if (bean.getTypes().contains(type)) {
                add(type, bean);
            }
        }
    }

    private void add(Class<?> type, Bean<?> bean) {
        if (bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
            defaults.add(type);
        }
        if (bean.getName() != null) {
            names.add(new Seat(type, bean.getName()));
        }
    }

    /** Whether one of them is of a type and a name, which is empty for the default one. */
    boolean have(Class<?> type, String name) {
        return name.isEmpty() ? defaults.contains(type) : names.contains(new Seat(type, name));
    }
}
