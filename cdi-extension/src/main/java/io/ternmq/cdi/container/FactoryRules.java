// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.Fault;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** There is one default way to the broker. */
final class FactoryRules {

    private final BeanManager beans;

    FactoryRules(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * What is wrong.
     *
     * @return empty when each type has one bean without a qualifier, or none
     */
    Stream<Fault> faults() {
        return Stream.of(ConnectionFactory.class, JMSContext.class).flatMap(type -> fault(type).stream());
    }

    private Optional<Fault> fault(Class<?> type) {
        Set<Bean<?>> all = defaults(type);
        try {
            beans.resolve(all);
            return Optional.empty();
        } catch (AmbiguousResolutionException e) {
            String names = all.stream().map(FactoryRules::describe).sorted().collect(Collectors.joining(" and "));
            return Optional.of(new Fault(
                    type,
                    "",
                    "Several beans are the default one: " + names + '.',
                    "Give all but one a qualifier, such as @Named(\"billing\"), and name it where it is meant."));
        }
    }

    /** A bean with {@code @Named} alone is a default one too; one without a name is meant before it. */
    private Set<Bean<?>> defaults(Class<?> type) {
        Set<Bean<?>> all = beans.getBeans(type, Default.Literal.INSTANCE);
        Set<Bean<?>> unnamed = all.stream().filter(bean -> bean.getName() == null).collect(Collectors.toSet());
        return unnamed.isEmpty() ? all : unnamed;
    }

    /**
     * Where listeners work, for the log.
     *
     * @param settings say where, unless a bean does
     * @return without options, which may be secret
     */
    String describeDefault(Settings settings) {
        Bean<?> bean = beans.resolve(defaults(ConnectionFactory.class));
        return bean == null || bean.getBeanClass().getName().startsWith("io.ternmq.cdi.")
                ? settings.endpoint("").url().split("\\?", 2)[0]
                : "the connection factory of " + bean.getBeanClass().getName();
    }

    private static String describe(Bean<?> bean) {
        return "one of " + bean.getBeanClass().getName() + " (" + bean + ')';
    }
}
