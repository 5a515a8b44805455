// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and carries out declarations; implemented by the {@code ternmq} jar and found through {@link ServiceLoader}.
 */
public interface ListenersProvider {

    /**
     * The implementation on the class path.
     *
     * @return the provider
     * @throws ProviderException with {@code INVALID_SETTING} when the {@code ternmq} jar is missing
     */
    static ListenersProvider installed() {
        return ServiceLoader.load(ListenersProvider.class, ListenersProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.INVALID_SETTING, "No implementation of listeners found: add io.ternmq:ternmq"));
    }

    /**
     * See {@link ListenerPlan#create}.
     *
     * @param settings gives values
     * @return an empty plan
     */
    ListenerPlan plan(Function<String, @Nullable String> settings);

    /**
     * See {@link ListenerPlan#isListening}.
     *
     * @param type the class of a bean
     * @return whether it has something to add
     */
    boolean isListening(Class<?> type);

    /**
     * See {@link ListenerPlan#unreadable}.
     *
     * @param type of a body
     * @return what is in the way
     */
    Optional<String> unreadable(Type type);
}
