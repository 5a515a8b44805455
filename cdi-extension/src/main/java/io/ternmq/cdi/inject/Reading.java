// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Fault;
import io.ternmq.cdi.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an injection point means.
 *
 * @param qualifier   the one qualifier that says the same, also when something is wrong
 * @param faults      what is wrong
 * @param declaration what the program does there, or null when it is wrong or no channel
 * @param place       where it belongs, or null when it is wrong
 */
record Reading(
        Channel.Literal qualifier, List<Fault> faults, @Nullable Declaration declaration, @Nullable Place place) {

    /** Takes a copy. */
    Reading {
        faults = List.copyOf(faults);
    }
}
