// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.io.IOException;
import java.util.List;

/** One command. */
@FunctionalInterface
interface Action {

    /** Everything is as it should be. */
    int FINE = 0;

    /** Damage was found, or the command could not be carried out. */
    int FAILED = 1;

    /** The command line is not understood. */
    int WRONG_USAGE = 2;

    /**
     * Carries the command out.
     *
     * @param arguments everything behind its name
     * @param terminal  where to read and write
     * @return one of the numbers above
     * @throws UsageException when the arguments are not understood
     * @throws io.ternmq.api.ProviderException when the store refuses
     * @throws IOException when a file cannot be read or written
     */
    int run(List<String> arguments, Terminal terminal) throws IOException;
}
