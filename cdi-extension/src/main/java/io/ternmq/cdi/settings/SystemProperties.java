// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** System properties, as they are at the moment. */
record SystemProperties() implements Source {

    @Override
    public @Nullable String find(String key) {
        return System.getProperty(key);
    }

    @Override
    public Collection<String> keys() {
        return System.getProperties().stringPropertyNames();
    }
}
