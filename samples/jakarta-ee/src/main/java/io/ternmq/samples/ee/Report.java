// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.ee;

import io.ternmq.samples.quake.Quake;

/**
 * What somebody has measured.
 *
 * @param id        identifier given by the network
 * @param network   short name of the seismic network
 * @param magnitude how strong
 * @param place     in words
 */
public record Report(String id, String network, double magnitude, String place) {

    /** Of the week that comes with the samples; what nobody has measured counts as 0. */
    static Report of(Quake quake) {
        return new Report(quake.id(), quake.network(), quake.strength().orElse(0), quake.spot().place());
    }

    /** Whether somebody should be told. */
    boolean isStrong() {
        return magnitude >= 5.0;
    }
}
