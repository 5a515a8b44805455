// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

/** Told about the fate of one batch; exactly one of the methods is called, once. Must not block and must not throw. */
public interface AppendListener {

    /** The batch and all before it survive every crash from now on. */
    void onDurable();

    /**
     * The batch is not durable and no later one will be: the log has failed or has another owner.
     *
     * @param cause what happened
     */
    void onFailed(Throwable cause);
}
