// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.Random;

/** How a round ends. */
enum Ending {
    /** Killed while it opens its store. */
    IN_OPENING(10),
    /** Killed while branches in doubt are ended. */
    IN_RECOVERY(5),
    /** Killed while everything is taken out. */
    IN_DRAIN(10),
    /** Killed under load. */
    IN_LOAD(65),
    /** Closed in good order under load. */
    STOPPED(10),
    /** Closed in good order after everything was taken out; how the last life of a run ends. */
    AT_REST(0);

    private final int share;

    Ending(int share) {
        this.share = share;
    }

    static Ending choose(Random random) {
        int left = random.nextInt(100);
        for (Ending ending : values()) {
            left -= ending.share;
            if (left < 0) {
                return ending;
            }
        }
        throw new IllegalStateException("the shares are less than a hundred");
    }
}
