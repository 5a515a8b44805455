// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.List;

/**
 * Deals items out to the belts of a section: those of one key to one belt, the others in turn. Owner: the thread that
 * brings them; each has its own.
 */
final class HandOver implements Outlet {

    private final Belt[] belts;
    private int next;

    HandOver(List<Belt> belts) {
        this.belts = belts.toArray(Belt[]::new);
    }

    @Override
    public void put(Object item, Visit visit) {
        belts[belts.length == 1 ? 0 : choose(visit)].put(item, visit);
    }

    private int choose(Visit visit) {
        String key = visit.key();
        if (key != null) {
            int hash = key.hashCode();
            return Math.floorMod(hash ^ (hash >>> 16), belts.length);
        }
        next = next + 1 == belts.length ? 0 : next + 1;
        return next;
    }
}
