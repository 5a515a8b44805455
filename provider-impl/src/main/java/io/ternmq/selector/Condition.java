// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** A part of a selector that is true, false or unknown. */
sealed interface Condition extends Node
        permits Conjunction, Disjunction, Not, Flag, Fixed, Comparison, NumberComparison, StringComparison, Between,
                Membership, Like, NullCheck {

    Truth test(Variables variables);

    @Override
    default Kind kind() {
        return Kind.BOOLEAN;
    }
}
