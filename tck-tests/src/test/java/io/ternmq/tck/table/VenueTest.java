// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names by which {@code -Dternmq.venue} chooses a venue. */
class VenueTest {

    @ParameterizedTest
    @EnumSource(Venue.class)
    void knowsEveryVenueByItsLabel(Venue venue) {
        assertThat(Venue.labelled(venue.label())).isEqualTo(venue);
        assertThat(venue.label()).matches("[a-z]+-[a-z]+");
    }

    @Test
    void playsInMemoryUnlessToldOtherwise() {
        assertThat(Venue.labelled(null)).isEqualTo(Venue.VM_MEMORY);
        assertThat(Venue.labelled(" ")).isEqualTo(Venue.VM_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp-nowhere", "VM_MEMORY", "vm memory"})
    void refusesAnUnknownVenueAndNamesTheKnownOnes(String label) {
        assertThatThrownBy(() -> Venue.labelled(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + label + '"')
                .hasMessageContaining("-Dternmq.venue")
                .hasMessageContaining("vm-memory");
    }
}
