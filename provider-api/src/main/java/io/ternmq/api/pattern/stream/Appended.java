// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

/**
 * An event that is in its stream, as durably as the broker's store promises.
 *
 * @param offset    its place in the stream; {@link #UNKNOWN} of one that was appended in a transaction, since a commit
 *                  does not tell, and of one that the broker had already
 * @param partition its partition; {@link #UNKNOWN} in the same cases
 * @param version   how many events of its key there are up to it; {@link #UNKNOWN} in the same cases, unless it was
 *                  expected, and without a key
 */
public record Appended(long offset, int partition, long version) {

    /** In place of a number that is not known. */
    public static final int UNKNOWN = -1;
}
