// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** A compiled part of a selector: immutable, without side effects, usable from any thread. */
sealed interface Node permits Condition, Operand {

    /** What is known of the result before any message is seen. */
    Kind kind();
}
