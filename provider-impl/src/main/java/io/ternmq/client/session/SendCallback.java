// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Reply;
import org.jspecify.annotations.Nullable;

/** Hears the end of an asynchronous send; runs application code on the turn of its session. */
@FunctionalInterface
public interface SendCallback {

    /**
     * The message was sent, or not.
     *
     * @param failure why it was refused, or null when it was sent
     */
    void onEnd(@Nullable ProviderException failure);

    /** Called first when the message is in a stream. */
    default void onAppended(Reply.Appended place) {
        // most who send do not care
    }
}
