// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

/** Brings the message that was handed to a session to a bean. Owner: a lane, on whatever thread it runs. */
interface Hands {

    /** Delivers; false when the lane is of no further use, and what it holds has to go back. */
    boolean deliver();

    /** Lets go of the bean. */
    void release();
}
