// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.AddressKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes a destination that goes with the connection; answered by {@link Reply.Created}.
 *
 * @param kind one of the temporary kinds
 * @param name the name under which the broker made it before, for a connection that has been lost and stands again; or
 *             null for a new one
 */
public record CreateTemporary(AddressKind kind, @Nullable String name) implements Request {

    /** Makes one under a new name. */
    public CreateTemporary(AddressKind kind) {
        this(kind, null);
    }
}
