// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a received object message may contain. Nothing but what the patterns of {@link
 * io.ternmq.api.policy.ClientPolicy#trustedClasses()} allow, and what every object graph is made of: Strings, boxed
 * primitives, enums as such, and arrays of all these. A filter of the whole Java machine can only forbid more.
 *
 * <p>Size is bounded too: a graph of at most {@value #DEEPEST} levels and {@value #MOST_REFERENCES} references, and
 * no array larger than the bytes of the message can fill. Patterns such as {@code maxdepth=20} tighten these bounds.
 *
 * <p>Immutable; any thread may use it.
 */
public final class ObjectFilter {

    static final int DEEPEST = 500;
    static final int MOST_REFERENCES = 2_000_000;

    private final List<String> patterns;
    private final @Nullable ObjectInputFilter trusted;

    /**
     * Trusts what the patterns say.
     *
     * @param patterns in the syntax of {@link ObjectInputFilter.Config#createFilter}; an empty list trusts nothing
     * @throws ProviderException when a pattern is malformed
     */
    public ObjectFilter(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        this.trusted = parse(patterns);
    }

    /**
     * Tells before anything is opened whether patterns are understood.
     *
     * @throws ProviderException when a pattern is malformed
     */
    public static void check(List<String> patterns) {
        parse(patterns);
    }

    private static @Nullable ObjectInputFilter parse(List<String> patterns) {
        try {
            return ObjectInputFilter.Config.createFilter(String.join(";", patterns));
        } catch (IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "trustedClasses " + patterns + " is not understood: " + e.getMessage(),
                    e);
        }
    }

    /** The filter for reading one object of so many serialised bytes. */
    ObjectGate gate(int bytes) {
        return new ObjectGate(this, bytes);
    }

    /** What the patterns say; undecided where they say nothing. */
    ObjectInputFilter.Status ask(ObjectInputFilter.FilterInfo info) {
        return trusted == null ? ObjectInputFilter.Status.UNDECIDED : trusted.checkInput(info);
    }

    /** Tells the reader which class is on no list and how to allow it. */
    String explainUnknown(Class<?> refused) {
        List<String> needed = new ArrayList<>(patterns);
        needed.add(elementOf(refused).getName());
        return "The message contains an object of class " + elementOf(refused).getName()
                + ", which is not trusted. If you trust its senders, allow the class with "
                + "ClientPolicy.withTrustedClasses(List.of(\"" + String.join("\", \"", needed) + "\")), or in the "
                + "connection URI with trustedClasses=" + String.join(";", needed) + '.';
    }

    /** Tells the reader that a pattern forbids something. */
    String explainForbidden(@Nullable Class<?> refused) {
        return "The patterns trustedClasses=" + String.join(";", patterns) + " forbid what is in the message"
                + (refused == null ? "." : ": an object of class " + elementOf(refused).getName() + '.');
    }

    static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
