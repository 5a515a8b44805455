// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Brings what a test has into a container: its ledger, its factory, and the scope that a class is to have. */
public final class Lent implements Extension {

    private final Ledger ledger;
    private final CountingFactory factory;
    private final @Nullable Annotation scope;
    private final @Nullable Class<?> scoped;

    Lent(Ledger ledger, CountingFactory factory, @Nullable Annotation scope, @Nullable Class<?> scoped) {
        this.ledger = ledger;
        this.factory = factory;
        this.scope = scope;
        this.scoped = scoped;
    }

    void scope(@Observes @WithAnnotations(Dependent.class) ProcessAnnotatedType<?> type) {
        if (scope != null && type.getAnnotatedType().getJavaClass().equals(scoped)) {
            type.configureAnnotatedType()
                    .remove(annotation -> annotation.annotationType().equals(Dependent.class))
                    .add(scope);
        }
    }

    void lend(@Observes AfterBeanDiscovery event) {
        event.addBean().addType(Ledger.class).scope(Dependent.class).produceWith(any -> ledger);
        event.addBean().addType(CountingFactory.class).scope(Dependent.class).produceWith(any -> factory);
    }
}
