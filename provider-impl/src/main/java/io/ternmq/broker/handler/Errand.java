// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.management.Place;
import org.jspecify.annotations.Nullable;

/**
 * A step of work on the messages of a place.
 *
 * @param place    where they are
 * @param selector which of them, or null for all
 * @param position where the step begins: 0 for the first one, then {@link Progress#position()}
 * @param newest   greatest number of a message that is meant; 0 for the first step, then {@link Progress#newest()}
 * @param limit    most messages that may still be taken
 */
public record Errand(Place place, @Nullable String selector, long position, long newest, long limit) {

    /** The first step. */
    public static Errand first(Place place, @Nullable String selector, long limit) {
        return new Errand(place, selector, 0, 0, limit);
    }

    /** The step after one, when that was not the last. */
    public Errand after(Progress progress) {
        return new Errand(place, selector, progress.position(), progress.newest(), limit - progress.taken());
    }
}
