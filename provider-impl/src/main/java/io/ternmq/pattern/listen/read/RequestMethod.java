// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.listen.Call.Result;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of an interface that is a request.
 *
 * @param method      of the interface
 * @param channel     where requests go
 * @param timeout     how long the asker waits, or null for the requester's limit
 * @param concurrency how many are answered at a time
 * @param parts       one for each parameter
 * @param result      one of the first four kinds
 * @param reply       type of the reply, with a class in place of a primitive; {@code Void} for an empty one
 */
record RequestMethod(
        Method method,
        Channel channel,
        @Nullable Duration timeout,
        int concurrency,
        List<Part> parts,
        Result result,
        Type reply) {

    /**
     * What a parameter is of the request.
     *
     * @param property name of a property, or null for the body
     * @param type     of the parameter
     */
    record Part(@Nullable String property, Type type) {}

    /** Type of the body as it was declared; {@code void.class} when there is none. */
    Type body() {
        for (Part part : parts) {
            if (part.property() == null) {
                return part.type();
            }
        }
        return void.class;
    }
}
