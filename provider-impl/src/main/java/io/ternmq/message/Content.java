// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a large body where they lie on this side of a connection: in a file, in an array, or in a stream. */
public interface Content {

    /** What {@link #length()} says of a stream whose end nobody has seen. */
    long UNKNOWN = -1;

    /** How many bytes there are, or {@link #UNKNOWN}. */
    long length();

    /**
     * The bytes from the first one on; to be closed by the caller.
     *
     * @throws IOException when they are not there any more: a stream can be read once
     */
    InputStream open() throws IOException;
}
