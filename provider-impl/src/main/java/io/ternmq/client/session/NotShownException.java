// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

/**
 * Thrown by a listener of deliveries when the program has not seen the message, for example because nothing could be
 * made of its bytes. The message has not been consumed then, in whatever mode, transaction or branch: nobody who ends
 * that could know of it.
 */
public final class NotShownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what kept the message from being shown. */
    public NotShownException(Throwable cause) {
        super(cause);
    }
}
