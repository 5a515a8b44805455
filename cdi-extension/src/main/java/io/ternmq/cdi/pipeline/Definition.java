// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import io.ternmq.cdi.PipelineDefinition;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A definition as a bean.
 *
 * @param bean   the bean
 * @param made   what belongs to its instance
 * @param pipeline its instance
 * @param name   what it says of itself
 * @param input  type of the items at the beginning, {@code Object} when the class does not say
 * @param output type of the items at the end, likewise
 */
record Definition(
        Bean<?> bean,
        CreationalContext<?> made,
        PipelineDefinition<?, ?> pipeline,
        String name,
        Type input,
        Type output) {

    static Definition of(Bean<?> bean, CreationalContext<?> made, PipelineDefinition<?, ?> pipeline) {
        List<Type> ends = type(bean) instanceof ParameterizedType type
                ? List.of(type.getActualTypeArguments())
                : List.of(Object.class, Object.class);
        return new Definition(bean, made, pipeline, pipeline.name(), ends.get(0), ends.get(1));
    }

    /** How the bean's class says that it is a definition. */
    static Type type(Bean<?> bean) {
        return bean.getTypes().stream()
                .filter(type -> type instanceof ParameterizedType generic
                        && generic.getRawType() == PipelineDefinition.class)
                .findFirst()
                .orElse(PipelineDefinition.class);
    }

    Class<?> owner() {
        return bean.getBeanClass();
    }
}
