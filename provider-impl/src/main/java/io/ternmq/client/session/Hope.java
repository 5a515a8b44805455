// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.client.Patience;

/**
 * How long to look for the next message before sleeping, learned from the last times: where looking was in vain it is
 * given up soon, so that rare messages do not cost a core. Owner: the thread that looks.
 */
final class Hope {

    private final int most;
    private int looks;

    Hope(Patience patience) {
        this.most = patience.looks();
        this.looks = most;
    }

    /** How often to look this time. */
    int looks() {
        return looks;
    }

    /** Looking paid. */
    void fulfilled() {
        looks = Math.min(most, looks * 2 + 1);
    }

    /** It did not. */
    void disappointed() {
        looks /= 2;
    }
}
