// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ProviderException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what the core answers. */
final class Answers {

    private Answers() {}

    /**
     * The answer.
     *
     * @throws ProviderException when the core refused
     */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProviderException refused ? refused : e;
        }
    }
}
