// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** A boolean literal that stands as a condition. */
record Fixed(Truth truth) implements Condition {

    @Override
    public Truth test(Variables variables) {
        return truth;
    }
}
