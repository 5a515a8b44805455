// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.jspecify.annotations.Nullable;

/** The other side has received a request and failed over it; its code is {@link ErrorCode#REMOTE_FAILURE}. */
public final class RemoteFailureException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final String remoteCode;
    private final String remoteMessage;
    private final @Nullable String responder;

    /**
     * A failure of the other side.
     *
     * @param remoteCode    what it calls the failure
     * @param remoteMessage what it says of it
     * @param responder     who it is, or null when it did not say
     */
    public RemoteFailureException(String remoteCode, String remoteMessage, @Nullable String responder) {
        super(
                ErrorCode.REMOTE_FAILURE,
                (responder == null ? "The responder" : "Responder \"" + responder + "\"") + " has failed with "
                        + remoteCode + ": " + remoteMessage,
                null);
        this.remoteCode = remoteCode;
        this.remoteMessage = remoteMessage;
        this.responder = responder;
    }

    /**
     * What the other side calls the failure.
     *
     * @return the code of a {@link RequestRefusedException} or {@link ProviderException}, else the simple name of the
     *         class of the exception
     */
    public String remoteCode() {
        return remoteCode;
    }

    /**
     * What the other side says of the failure.
     *
     * @return the message of its exception
     */
    public String remoteMessage() {
        return remoteMessage;
    }

    /**
     * Who has failed.
     *
     * @return the name of the responder, or null when it has none
     */
    public @Nullable String responder() {
        return responder;
    }
}
