// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operands joined by operators of one precedence, computed from left to right. A flat list and not a tree, so that a
 * long sum costs no stack.
 */
final class Arithmetic implements Operand {

    private final Operand first;
    private final Operator[] operators;
    private final Operand[] others;

    Arithmetic(Operand first, List<Operator> operators, List<Operand> others) {
        this.first = first;
        this.operators = operators.toArray(Operator[]::new);
        this.others = others.toArray(Operand[]::new);
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public @Nullable Object value(Variables variables) {
        Object result = first.value(variables);
        for (int i = 0; i < others.length; i++) {
            if (!(result instanceof Number left) || !(others[i].value(variables) instanceof Number right)) {
                return null;
            }
            result = operators[i].apply(left, right);
        }
        return result;
    }
}
