// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite;

import io.ternmq.api.listen.RequestTo;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.jms.ConnectionFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found among the beans of a build. Owned by the extension. */
final class LiteFound {

    private final Map<String, ClassInfo> classes = new TreeMap<>();
    private final Map<String, ClassInfo> clients = new TreeMap<>();
    private final Set<String> types = new HashSet<>();
    private boolean hasFactory;

    LiteFound() {}

    void onBean(BeanInfo bean) {
        if (bean.isInterceptor()) {
            return;
        }
        if (bean.isClassBean()) {
            classes.put(bean.declaringClass().name(), bean.declaringClass());
        }
        boolean isDefault = bean.qualifiers().isEmpty()
                || bean.qualifiers().stream().anyMatch(each -> each.name().equals(Default.class.getName()));
        for (Type type : bean.types()) {
            if (type.isClass()) {
                String name = type.asClass().declaration().name();
                types.add(name);
                hasFactory |= isDefault && name.equals(ConnectionFactory.class.getName());
            }
        }
        bean.injectionPoints().forEach(point -> onWanted(point.type()));
    }

    private void onWanted(Type type) {
        if (type.isClass() && asks(type.asClass().declaration())) {
            ClassInfo client = type.asClass().declaration();
            clients.put(client.name(), client);
        }
    }

    private static boolean asks(ClassInfo type) {
        return type.isInterface() && type.methods().stream().anyMatch(method -> method.hasAnnotation(RequestTo.class));
    }

    /** Classes that are beans. */
    ClassInfo[] classes() {
        return classes.values().toArray(ClassInfo[]::new);
    }

    /** Interfaces that somebody wants to ask through. */
    ClassInfo[] clients() {
        return clients.values().toArray(ClassInfo[]::new);
    }

    boolean hasBeanOf(ClassInfo type) {
        return types.contains(type.name());
    }

    boolean hasFactory() {
        return hasFactory;
    }
}
