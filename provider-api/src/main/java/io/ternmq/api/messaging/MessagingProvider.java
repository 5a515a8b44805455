// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.messaging;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.ServiceLoader;

/** Opens typed messaging; implemented by the {@code ternmq} jar and found through {@link ServiceLoader}. */
public interface MessagingProvider {

    /**
     * The implementation on the class path.
     *
     * @return the provider
     * @throws ProviderException with {@code INVALID_SETTING} when the {@code ternmq} jar is missing
     */
    static MessagingProvider installed() {
        return ServiceLoader.load(MessagingProvider.class, MessagingProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.INVALID_SETTING, "No implementation of typed messaging found: add io.ternmq:ternmq"));
    }

    /**
     * Opens typed messaging. Nothing is connected yet.
     *
     * @param settings of the program
     * @return to be closed by the caller
     */
    Messaging open(MessagingSettings settings);
}
