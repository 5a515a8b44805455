// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches over the reading of one object and remembers what it refused. Used by the reading thread only. */
final class ObjectGate implements ObjectInputFilter {

    /**
     * What graphs of trusted classes are made of. {@code Object} and {@code Map.Entry} are asked for as element types
     * of the arrays inside collections and have no serialised form of their own; a proxy is let in by its interfaces
     * and its handler, which are asked for one by one.
     */
    private static final Set<Class<?>> PLUMBING = Set.of(
            String.class, Boolean.class, Character.class, Number.class, Byte.class, Short.class, Integer.class,
            Long.class, Float.class, Double.class, Enum.class, Proxy.class, Object.class, Map.Entry.class,
            StringBuffer.class, StringBuilder.class);

    /** A hash table may be up to eight times larger than the entries that fill it, and small ones larger still. */
    private static final int ARRAY_FACTOR = 8;

    private static final int ARRAY_SLACK = 1024;

    private final ObjectFilter filter;
    private final long longestArray;
    private @Nullable String refusal;

    ObjectGate(ObjectFilter filter, int bytes) {
        this.filter = filter;
        this.longestArray = (long) bytes * ARRAY_FACTOR + ARRAY_SLACK;
    }

    /** Why reading was refused, for the reader of the message; null when it was not. */
    @Nullable String refusal() {
        return refusal;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        if (isTooLarge(info)) {
            return refuse("The object in the message is nested too deeply, has too many parts or names an array "
                    + "that is larger than the message.");
        }
        ObjectInputFilter machine = Config.getSerialFilter();
        if (machine != null && machine.checkInput(info) == Status.REJECTED) {
            return refuse("The serial filter of the Java machine forbids what is in the message: " + type + '.');
        }
        Status wanted = filter.ask(info);
        if (wanted == Status.REJECTED) {
            return refuse(filter.explainForbidden(type));
        }
        if (type == null || wanted == Status.ALLOWED || isPlumbing(type)) {
            return Status.ALLOWED;
        }
        return refuse(filter.explainUnknown(type));
    }

    private Status refuse(String why) {
        refusal = why;
        return Status.REJECTED;
    }

    private boolean isTooLarge(FilterInfo info) {
        return info.depth() > ObjectFilter.DEEPEST
                || info.references() > ObjectFilter.MOST_REFERENCES
                || info.arrayLength() > longestArray;
    }

    private static boolean isPlumbing(Class<?> type) {
        Class<?> element = ObjectFilter.elementOf(type);
        return element.isPrimitive() || PLUMBING.contains(element) || Proxy.isProxyClass(element);
    }
}
