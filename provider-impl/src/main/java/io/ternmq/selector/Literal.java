// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** A constant, boxed once. */
record Literal(Object constant, Kind kind) implements Operand {

    @Override
    public Object value(Variables variables) {
        return constant;
    }
}
