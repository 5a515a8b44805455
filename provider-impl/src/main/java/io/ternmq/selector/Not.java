// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** Negation of a condition. */
record Not(Condition condition) implements Condition {

    @Override
    public Truth test(Variables variables) {
        return condition.test(variables).not();
    }
}
