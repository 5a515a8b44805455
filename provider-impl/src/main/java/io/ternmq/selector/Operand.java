// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** A part of a selector that has a value. */
sealed interface Operand extends Node permits Literal, Variable, Signed, Arithmetic, TruthValue {

    /** Computes a {@code String}, {@code Boolean} or {@code Number}, or null where the value is unknown. */
    @Nullable Object value(Variables variables);
}
