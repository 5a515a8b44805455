// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/** Range checks of settings; the message names the setting, the rule and the value. */
final class Checks {

    private Checks() {}

    static void atLeast(String setting, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(setting + " must be " + least + " or more, but is " + value);
        }
    }

    static void positiveOrUnlimited(String setting, long value) {
        if (value < 1 && value != Limits.UNLIMITED) {
            throw new IllegalArgumentException(
                    setting + " must be 1 or more, or " + Limits.UNLIMITED + " for no limit, but is " + value);
        }
    }
}
