// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** Why a message left a mailbox for good. */
public enum Removal {
    /** A consumer accepted it. */
    ACKNOWLEDGED,
    /** Its time-to-live ended. */
    EXPIRED,
    /** Its delivery attempts are used up; a copy is in the dead-letter queue. */
    DEAD_LETTERED,
    /** It made room for a newer one. */
    DROPPED,
    /** An operator removed it, or moved it: then it is in another mailbox by a fact of the same batch. */
    WITHDRAWN
}
