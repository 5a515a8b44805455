// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import java.util.Comparator;
import java.util.Locale;

/**
 * One report of a seismic network.
 *
 * @param id         identifier given by the network
 * @param timeMillis when the ground shook, in milliseconds since 1970
 * @param network    short name of the network, such as {@code ak} for Alaska
 * @param type       {@code earthquake}, or what else shook the ground, such as {@code quarry blast}
 * @param strength   how strong
 * @param spot       where
 * @param review     what the network makes of it
 */
public record Quake(
        String id, long timeMillis, String network, String type, Strength strength, Spot spot, Review review) {

    /** The strongest last; of two equals the earlier one counts as the stronger. Unmeasured ones come first. */
    public static final Comparator<Quake> BY_STRENGTH = Comparator
            .comparingDouble((Quake quake) -> quake.strength().orElse(Double.NEGATIVE_INFINITY))
            .thenComparing(Comparator.comparingLong(Quake::timeMillis).reversed());

    /** Whether it is as strong as this or stronger. */
    public boolean isAtLeast(double magnitude) {
        return strength.orElse(Double.NEGATIVE_INFINITY) >= magnitude;
    }

    /** Strength and place in a few words. */
    public String headline() {
        String magnitude = strength.isMeasured()
                ? String.format(Locale.ROOT, "M %.1f", strength.orElse(0))
                : "M ?";
        return magnitude + ", " + spot.place();
    }
}
