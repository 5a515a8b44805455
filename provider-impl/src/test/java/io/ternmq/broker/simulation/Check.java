// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import java.util.Objects;
import java.util.regex.Matcher;

/** Assertions that cost nothing while they hold: they are made for every message after every step. */
final class Check {

    private Check() {}

    /** The details take the places of the braces. */
    static void that(boolean holds, String what, Object... details) {
        if (!holds) {
            String text = what;
            for (Object detail : details) {
                text = text.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(detail)));
            }
            throw new AssertionError(text);
        }
    }

    static void same(long actual, long expected, String what, Object about) {
        if (actual != expected) {
            throw new AssertionError(what + " " + about + ": " + actual + " instead of " + expected);
        }
    }

    static void same(Object actual, Object expected, String what, Object about) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(what + " " + about + ": " + actual + " instead of " + expected);
        }
    }
}
