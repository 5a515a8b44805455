// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import org.jspecify.annotations.Nullable;

/**
 * How strong a report is.
 *
 * @param magnitude the magnitude, or null when nobody measured it; small ones may be negative
 * @param scale     how it was measured, such as {@code mww}
 */
public record Strength(@Nullable Double magnitude, String scale) {

    /** Whether there is a magnitude. */
    public boolean isMeasured() {
        return magnitude != null;
    }

    /** The magnitude, or something else when there is none. */
    public double orElse(double other) {
        return magnitude == null ? other : magnitude;
    }
}
