// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of what is injected are said, and what comes out of messages can be made. */
final class ArgumentRules {

    private ArgumentRules() {}

    static List<Fault> faults(Point point, Kind kind) {
        Type[] arguments = point.arguments();
        if (arguments.length == 0) {
            return List.of(point.fault("The type " + kind.word() + " is raw: nobody knows what its messages are.",
                    "Write what they are, as in " + kind.example() + '.'));
        }
        List<Fault> faults = new ArrayList<>();
        for (Type argument : arguments) {
            if (isOpen(argument)) {
                faults.add(point.fault("'" + argument.getTypeName() + "' is no type that a message could be read as.",
                        "Write a class or a record, as in " + kind.example() + '.'));
            }
        }
        if (faults.isEmpty()) {
            kind.read().flatMap(index -> unreadable(arguments[index])).ifPresent(why ->
                    faults.add(point.fault("JSON-B cannot read it: " + why + '.', "Write a public record, or a public"
                            + " class with a public constructor that has no parameters or is annotated with"
                            + " @JsonbCreator.")));
        }
        return faults;
    }

    /** A reply that has no body is {@code Void}. */
    private static Optional<String> unreadable(Type type) {
        return type == Void.class ? Optional.empty() : ListenerPlan.unreadable(type);
    }

    private static boolean isOpen(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .anyMatch(argument -> !(argument instanceof WildcardType) && isOpen(argument));
        }
        return type instanceof WildcardType
                || type instanceof TypeVariable<?>
                || (type instanceof GenericArrayType array && isOpen(array.getGenericComponentType()));
    }
}
