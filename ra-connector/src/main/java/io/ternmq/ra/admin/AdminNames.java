// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import org.jspecify.annotations.Nullable;

/** Names of administered destinations. */
final class AdminNames {

    private AdminNames() {}

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static String required(@Nullable String name, String kind) {
        if (name == null) {
            throw new IllegalStateException(
                    "Property physicalName of an administered " + kind + " is not set; it must be the name of the "
                            + kind + " in the broker");
        }
        return name;
    }
}
