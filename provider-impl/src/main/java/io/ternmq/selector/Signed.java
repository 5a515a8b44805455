// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** Unary plus or minus; unknown for what is not a number. */
record Signed(boolean negative, Operand operand) implements Operand {

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public @Nullable Object value(Variables variables) {
        if (!(operand.value(variables) instanceof Number number)) {
            return null;
        }
        return negative ? Numbers.negate(number) : number;
    }
}
