// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import io.ternmq.cdi.inject.Point;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A place where a pipeline is injected.
 *
 * @param point the place
 * @param name  of the pipeline
 */
record Wanted(Point point, String name) {

    Class<?> owner() {
        return point.declaring();
    }

    String member() {
        return point.member();
    }

    Type type() {
        return point.type();
    }

    /** Whether the definition has these types, as far as both say them. */
    boolean fits(Definition definition) {
        if (!(type() instanceof ParameterizedType asked)) {
            return true;
        }
        Type[] ends = asked.getActualTypeArguments();
        return fits(ends[0], definition.input()) && fits(ends[1], definition.output());
    }

    private static boolean fits(Type asked, Type given) {
        return !isKnown(asked) || !isKnown(given) || asked.equals(given);
    }

    private static boolean isKnown(Type type) {
        return type instanceof Class<?> || type instanceof ParameterizedType;
    }
}
