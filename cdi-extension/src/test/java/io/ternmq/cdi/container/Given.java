// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.jms.ConnectionFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes objects of a test beans, so that they outlive the container. */
final class Given implements Extension {

    private final Map<Class<?>, Object> objects = new LinkedHashMap<>();
    private @Nullable ConnectionFactory factory;

    void use(ConnectionFactory given) {
        factory = given;
    }

    ConnectionFactory factory() {
        return Objects.requireNonNull(factory, "a connection factory");
    }

    <T> void put(Class<T> type, T object) {
        objects.put(type, object);
    }

    void lend(@Observes AfterBeanDiscovery event) {
        objects.forEach((type, object) -> event.addBean()
                .beanClass(Given.class)
                .id("given " + type.getName())
                .types(type, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> object));
    }
}
