// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

/**
 * A parameter of a listener that settles its message itself, at any time, on any thread, once. Until then the message
 * is not settled and takes one place of the listener's {@code concurrency}; a {@code timeout} ends that as a failure.
 * What is not settled when the listener stops goes back. What the method throws before it has settled is a failure as
 * always.
 */
public interface Acknowledgement {

    /**
     * The message is done.
     *
     * @throws io.ternmq.api.ProviderException with {@code ILLEGAL_STATE} when it is settled already
     */
    void acknowledge();

    /**
     * The attempt has failed: tried again, or put aside, as {@link Retry} says.
     *
     * @param reason told in the log and in the dead letter
     * @throws io.ternmq.api.ProviderException with {@code ILLEGAL_STATE} when it is settled already
     */
    void fail(Throwable reason);

    /**
     * The message has failed for good: not tried again.
     *
     * @param reason told in the log and in the dead letter
     * @throws io.ternmq.api.ProviderException with {@code ILLEGAL_STATE} when it is settled already
     */
    void reject(Throwable reason);
}
