// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

/** How the thread that asks stands to the transaction that a managed connection works in. */
enum Standing {
    /** The managed connection works in none. */
    FREE,
    /** It works in the transaction of the thread. */
    WITHIN,
    /** It works in the transaction of another thread, and this one has none. */
    OUTSIDE,
    /** It works in another transaction than the thread. */
    ELSEWHERE
}
