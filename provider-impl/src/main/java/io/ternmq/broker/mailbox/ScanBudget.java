// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/** How many messages of the backlog selectors may still look at in this turn. Owned by the shard. */
final class ScanBudget {

    private int left;
    private boolean exhausted;

    ScanBudget(int looks) {
        this.left = looks;
    }

    void renew(int looks) {
        left = looks;
        exhausted = false;
    }

    /** Takes one look; false when there is none left, which is remembered. */
    boolean take() {
        exhausted = left == 0;
        left -= exhausted ? 0 : 1;
        return !exhausted;
    }

    /** Whether somebody wanted to look further. */
    boolean isExhausted() {
        return exhausted;
    }
}
