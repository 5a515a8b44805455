// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One place that values come from. Callable from any thread. */
public interface Source {

    /**
     * Looks up a key.
     *
     * @param key as it is written in files
     * @return its value, or null when this place does not have it
     */
    @Nullable String find(String key);

    /**
     * The keys that this place has, as far as it can tell.
     *
     * @return names that may be outside of TernMQ
     */
    Collection<String> keys();

    /**
     * A place with given values.
     *
     * @param values by key
     * @return does not change any more
     */
    static Source of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new Source() {
            @Override
            public @Nullable String find(String key) {
                return copy.get(key);
            }

            @Override
            public Collection<String> keys() {
                return copy.keySet();
            }
        };
    }
}
