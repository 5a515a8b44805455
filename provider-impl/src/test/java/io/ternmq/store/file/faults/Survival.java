// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.random.RandomGenerator;

/**
 * Decides what of the unforced changes has reached the disk when the power fails. Every change has a moment, a number
 * that grows; sectors are written as a whole, so the later change of a sector brings the earlier ones with it.
 */
final class Survival {

    private enum Weather {
        /** Whatever was not forced is lost. */
        NOTHING,
        /** Everything has been written in time. */
        EVERYTHING,
        /** What came before some moment has been written, the change of that moment in part. */
        IN_ORDER,
        /** Each sector and each change of the directory has a fate of its own. */
        ANY_SUBSET
    }

    private final RandomGenerator random;
    private final Weather weather;
    private final long cut;
    private final int percent;

    /** Draws the weather; the cut, if there is one, is not later than now. */
    Survival(RandomGenerator random, long now) {
        this.random = random;
        this.weather = Weather.values()[random.nextInt(Weather.values().length)];
        this.cut = now - random.nextInt(1 + (int) Math.min(now, 1 << random.nextInt(8)));
        this.percent = random.nextInt(101);
    }

    private boolean happens() {
        return random.nextInt(100) < percent;
    }

    /** Whether a change of the directory has survived. */
    boolean survives(long moment) {
        return switch (weather) {
            case NOTHING -> false;
            case EVERYTHING -> true;
            case IN_ORDER -> moment < cut || (moment == cut && random.nextBoolean());
            case ANY_SUBSET -> happens();
        };
    }

    /** Whether a change of a file was early enough to be written, as a whole. */
    boolean isEarly(long moment) {
        return weather == Weather.EVERYTHING || (weather == Weather.IN_ORDER && moment < cut);
    }

    /** How many changes of a sector have survived, of which so many were early. */
    int changesOfSector(int early, int all) {
        return switch (weather) {
            case NOTHING -> 0;
            case EVERYTHING -> all;
            case IN_ORDER -> early < all && random.nextBoolean() ? early + 1 : early;
            case ANY_SUBSET -> happens() ? all : random.nextInt(all + 1);
        };
    }

    @Override
    public String toString() {
        return weather + (weather == Weather.IN_ORDER ? " before " + cut : "")
                + (weather == Weather.ANY_SUBSET ? " " + percent + " %" : "");
    }
}
