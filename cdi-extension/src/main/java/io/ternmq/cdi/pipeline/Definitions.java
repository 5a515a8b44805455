// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import io.ternmq.api.listen.Fault;
import io.ternmq.cdi.PipelineDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All pipelines that beans define, by name. */
public final class Definitions {

    private static final Set<Class<? extends Annotation>> SCOPES =
            Set.of(ApplicationScoped.class, Dependent.class, Singleton.class);

    private static final TypeLiteral<PipelineDefinition<?, ?>> ANY_TYPES = new Whatever();

    private final List<Definition> made = new ArrayList<>();
    private final Map<String, Definition> byName = new TreeMap<>();

    private Definitions() {}

    /**
     * Asks each definition for its name.
     *
     * @param beans  of the container
     * @param faults takes what is wrong
     * @return those that are right
     */
    public static Definitions find(BeanContainer beans, Consumer<Fault> faults) {
        Definitions found = new Definitions();
        for (Bean<?> bean : beans(beans)) {
            if (SCOPES.contains(bean.getScope())) {
                found.add(bean, beans, faults);
            } else {
                faults.accept(new Fault(
                        bean.getBeanClass(),
                        "",
                        "a pipeline that is @" + bean.getScope().getSimpleName() + " has no instance at the start.",
                        "Make it @ApplicationScoped or @Dependent."));
            }
        }
        return found;
    }

    private static List<Bean<?>> beans(BeanContainer beans) {
        List<Bean<?>> all = new ArrayList<>(beans.getBeans(ANY_TYPES.getType(), Any.Literal.INSTANCE));
        all.sort(Comparator.comparing(bean -> bean.getBeanClass().getName()));
        return Collections.unmodifiableList(all);
    }

    private void add(Bean<?> bean, BeanContainer beans, Consumer<Fault> faults) {
        Definition definition;
        try {
            definition = make(bean, beans);
        } catch (RuntimeException e) {
            faults.accept(new Fault(
                    bean.getBeanClass(), "name()", "it cannot be asked: " + e + '.', "Return a name, nothing else."));
            return;
        }
        made.add(definition);
        String name = definition.name();
        if (name == null || name.isBlank()) {
            faults.accept(new Fault(
                    bean.getBeanClass(), "name()", "the pipeline has no name.", "Return one such as \"orders\"."));
            return;
        }
        Definition other = byName.putIfAbsent(name, definition);
        if (other != null) {
            faults.accept(new Fault(
                    bean.getBeanClass(),
                    "name()",
                    "pipeline '" + name + "' is defined by " + other.owner().getName() + " too.",
                    "Give one of them another name."));
        }
    }

    /**
     * Checks a place where a pipeline is injected.
     *
     * @param place  the place
     * @param faults takes what is wrong
     */
    void check(Wanted place, Consumer<Fault> faults) {
        Definition definition = byName.get(place.name());
        if (definition == null) {
            String known = byName.isEmpty() ? "none is defined" : "there are " + String.join(", ", byName.keySet());
            faults.accept(new Fault(
                    place.owner(),
                    place.member(),
                    "no pipeline is named '" + place.name() + "': " + known + '.',
                    "Write one of these names, or a bean that implements PipelineDefinition."));
        } else if (!place.fits(definition)) {
            String types = definition.input().getTypeName() + ", " + definition.output().getTypeName();
            faults.accept(new Fault(
                    place.owner(),
                    place.member(),
                    "pipeline '" + place.name() + "' is not a " + place.type().getTypeName() + '.',
                    "Write Pipeline<" + types + ">, as " + definition.owner().getName() + " defines it."));
        }
    }

    /**
     * The beans themselves.
     *
     * @return in the order of their classes' names
     */
    public List<PipelineDefinition<?, ?>> instances() {
        List<PipelineDefinition<?, ?>> all = new ArrayList<>();
        made.forEach(definition -> all.add(definition.pipeline()));
        return Collections.unmodifiableList(all);
    }

    /** Gives back those beans that live as long as somebody uses them. */
    public void release() {
        made.forEach(definition -> definition.made().release());
        made.clear();
    }

    private static Definition make(Bean<?> bean, BeanContainer beans) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        Object reference = beans.getReference(bean, Definition.type(bean), context);
        return Definition.of(bean, context, (PipelineDefinition<?, ?>) reference);
    }

    /** A raw type would find only those that say no types. */
    private static final class Whatever extends TypeLiteral<PipelineDefinition<?, ?>> {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
