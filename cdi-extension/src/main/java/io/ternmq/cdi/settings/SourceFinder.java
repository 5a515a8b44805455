// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import org.jspecify.annotations.Nullable;

/** Finds values with a library that may be missing. Implemented in a room of its own, which is loaded by name. */
public interface SourceFinder {

    /**
     * Looks whether there is something.
     *
     * @param loader of the program
     * @return what was found, or null
     */
    @Nullable Source find(ClassLoader loader);
}
