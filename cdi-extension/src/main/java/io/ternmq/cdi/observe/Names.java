// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import java.util.function.Predicate;

/** Keys of a document: letters, digits, dots, dashes and underscores, so that references to them need no escapes. */
final class Names {

    private Names() {}

    /** A key for a name, with a number behind it when it is taken. */
    static String free(String name, Predicate<String> isTaken) {
        String key = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String free = key;
        for (int i = 2; isTaken.test(free); i++) {
            free = key + '-' + i;
        }
        return free;
    }
}
