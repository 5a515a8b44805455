// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** A property that stands as a condition; unknown unless it is a boolean. */
record Flag(Variable variable) implements Condition {

    @Override
    public Truth test(Variables variables) {
        return variable.value(variables) instanceof Boolean flag ? Truth.of(flag) : Truth.UNKNOWN;
    }
}
