// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.util.Locale;

/** Numbers for people. */
final class Sizes {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    private static final int KIBI = 1_024;

    private Sizes() {}

    /** A size with one digit behind the point, in a unit that suits it. */
    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= KIBI && unit < UNITS.length - 1) {
            size /= KIBI;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** A number with its thing, in the singular or the plural. */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
