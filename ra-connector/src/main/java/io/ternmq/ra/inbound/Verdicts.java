// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

/** Hears from lanes how deliveries went. On the lane's thread; must not wait for lanes. */
interface Verdicts {

    /** A message was taken for good. */
    void delivered();

    /** A message was not taken: its listener failed, or its transaction was rolled back. */
    void failed(Throwable cause);

    /** The server had nobody to deliver to; no message was touched. */
    void unavailable(Throwable cause);

    /** There was no lane for a message, which is on the tray now. On the thread that asked for one. */
    void stuck(Throwable cause);
}
