// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.lang.reflect.Type;

/**
 * Turns bodies into what travels and back. Used for everything that is not a {@code String}, {@code byte[]} or {@code
 * Map}; the one that is found by itself is Jakarta JSON Binding. Callable from any thread.
 */
public interface PayloadCodec {

    /**
     * Writes a body.
     *
     * @param body the body
     * @return what travels
     * @throws PayloadException when it cannot be written
     */
    Payload write(Object body);

    /**
     * Reads a body.
     *
     * @param payload what has come
     * @param type    what the receiver wants
     * @return the body, of this type
     * @throws PayloadException when it does not fit, with the place where
     */
    Object read(Payload payload, Type type);
}
