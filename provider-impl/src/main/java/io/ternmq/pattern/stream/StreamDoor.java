// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.pattern.Toolbox;

/** Opens typed streams over the connection that all patterns share. Any thread. */
public final class StreamDoor implements Streams {

    private final Toolbox tools;

    /**
     * Streams with the given tools. Nothing is connected yet.
     *
     * @param tools what patterns work with
     */
    public StreamDoor(Toolbox tools) {
        this.tools = tools;
    }

    @Override
    public <E> EventStream<E> open(String name, PayloadType<E> type) {
        access();
        return tools.keep(new TypedStream<>(new Source<>(tools, requireName(name), type)));
    }

    @Override
    public <E> EventStream<E> open(String name, PayloadType<E> type, StreamPolicy policy) {
        Source<E> source = new Source<>(tools, requireName(name), type);
        source.tell(access -> access.configure(name, policy));
        return tools.keep(new TypedStream<>(source));
    }

    @Override
    public StreamAccess access() {
        return Source.access(tools);
    }

    private static String requireName(String name) {
        if (name.isBlank() || name.indexOf('?') >= 0) {
            throw new IllegalArgumentException("A stream is opened by its bare name, without options, not by '" + name
                    + "': where and how to read is said to read() and group()");
        }
        return name;
    }
}
