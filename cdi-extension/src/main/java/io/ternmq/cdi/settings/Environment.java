// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables. Their names do not tell the keys that they stand for, so they change what is asked for and
 * name nothing new.
 *
 * @param variables of the process
 */
record Environment(Map<String, String> variables) implements Source {

    @Override
    public @Nullable String find(String key) {
        String value = variables.get(key);
        return value == null ? variables.get(Key.variable(key)) : value;
    }

    @Override
    public Collection<String> keys() {
        return Set.of();
    }
}
