// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** A header field or property of the message. */
record Variable(String name) implements Operand {

    @Override
    public Kind kind() {
        return Kind.ANY;
    }

    @Override
    public @Nullable Object value(Variables variables) {
        return variables.value(name);
    }
}
