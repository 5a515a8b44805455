// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** A condition in parentheses that is compared with a boolean. */
record TruthValue(Condition condition) implements Operand {

    @Override
    public Kind kind() {
        return Kind.BOOLEAN;
    }

    @Override
    public @Nullable Object value(Variables variables) {
        return switch (condition.test(variables)) {
            case TRUE -> true;
            case FALSE -> false;
            case UNKNOWN -> null;
        };
    }
}
