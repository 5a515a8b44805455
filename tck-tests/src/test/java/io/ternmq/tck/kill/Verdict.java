// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

/** What is to become of a branch in doubt. */
enum Verdict {
    COMMIT,
    ROLLBACK,
    /** Nothing yet: it stays prepared through another life of the broker. */
    LEAVE
}
