// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the name of a command. Options may stand anywhere; what follows {@code --} is none. Immutable once
 * parsed.
 */
final class Arguments {

    private final Set<String> options = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads the arguments of a command.
     *
     * @param arguments  everything behind its name
     * @param switches   options without a value, for example {@code --json}
     * @param withValues options that take the next argument
     * @throws UsageException when there is an option that it does not know, or twice, or without its value
     */
    static Arguments parse(List<String> arguments, Set<String> switches, Set<String> withValues) {
        Arguments parsed = new Arguments();
        boolean optionsEnded = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (optionsEnded || !argument.startsWith("-") || argument.equals("-")) {
                parsed.operands.add(argument);
            } else if (argument.equals("--")) {
                optionsEnded = true;
            } else if (switches.contains(argument)) {
                parsed.options.add(argument);
            } else if (!withValues.contains(argument)) {
                throw new UsageException("There is no option " + argument + " here");
            } else if (++i == arguments.size()) {
                throw new UsageException("The option " + argument + " needs a value");
            } else if (parsed.values.put(argument, arguments.get(i)) != null) {
                throw new UsageException("The option " + argument + " can be given once only");
            }
        }
        return parsed;
    }

    /** Demands a number of operands. */
    Arguments require(int least, int most, String form) {
        if (operands.size() < least || operands.size() > most) {
            String what = operands.size() < least ? "Something is missing: " : "That is too much: ";
            throw new UsageException(what + form);
        }
        return this;
    }

    /** Whether an option without a value was given. */
    boolean has(String option) {
        return options.contains(option);
    }

    /** The value of an option, or null. */
    @Nullable String valueOf(String option) {
        return values.get(option);
    }

    /** An operand that is there. */
    String operand(int index) {
        return operands.get(index);
    }

    /** An operand, or null when there are fewer. */
    @Nullable String operandOrNull(int index) {
        return index < operands.size() ? operands.get(index) : null;
    }
}
