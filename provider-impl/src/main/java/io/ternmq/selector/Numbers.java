// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** What the boxed types have in common: exact ones are taken as {@code long}, all others as {@code double}. */
final class Numbers {

    private Numbers() {}

    static boolean isExact(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short
                || number instanceof Byte;
    }

    static Number negate(Number number) {
        if (isExact(number)) {
            return -number.longValue();
        }
        return -number.doubleValue();
    }
}
