// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.pattern.Toolbox;
import io.ternmq.routing.TopicPattern;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * One stream over the shared connection: what everything of a typed stream stands on. Any thread.
 *
 * @param tools what patterns work with
 * @param name  name of the stream
 * @param type  what its events are read as
 */
record Source<E>(Toolbox tools, String name, PayloadType<E> type) {

    /** A question to the broker. */
    @FunctionalInterface
    interface Question<T> {

        T put(StreamAccess access) throws JMSException;
    }

    /** An order to the broker. */
    @FunctionalInterface
    interface Order {

        void put(StreamAccess access) throws JMSException;
    }

    /** The port of the connection's broker; anew each time, since a connection may have taken another's place. */
    static StreamAccess access(Toolbox tools) {
        try {
            Connection connection = tools.connection();
            if (connection instanceof StreamAccess access) {
                return access;
            }
            throw new ProviderException(
                    ErrorCode.BROKER_HELP_NEEDED,
                    "Event streams need a TernMQ broker, but the connection is a " + connection.getClass().getName()
                            + ": connect to a TernMQ broker, or use a publisher and a durable subscriber, which get"
                            + " along without a log of what was sent");
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    <T> T ask(Question<T> question) {
        try {
            return question.put(access(tools));
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    void tell(Order order) {
        try {
            order.put(access(tools));
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    StreamView view() {
        return ask(access -> access.stream(name));
    }

    /** The stream as it is, or null while there is none. */
    @Nullable StreamView viewIfThere() {
        try {
            return view();
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** The offset that the next event gets; 0 while there is no stream. */
    long nextOffset() {
        StreamView view = viewIfThere();
        return view == null ? 0 : view.nextOffset();
    }

    /** Whether it is one stream, and not those of all topics that a pattern is about. */
    boolean isSingle() {
        return !TopicPattern.parse(name).isWildcard();
    }

    Channel channel() {
        return Channel.topic(name);
    }

    /** The same stream with options for a consumer. */
    Channel channel(String options) {
        return Channel.topic(name + '?' + options);
    }

    long nowMillis() {
        return tools.time().millis();
    }
}
