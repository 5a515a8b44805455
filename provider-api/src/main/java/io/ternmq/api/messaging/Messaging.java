// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.messaging;

import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.publish.PublisherBuilder;
import io.ternmq.api.pattern.publish.SubscriberBuilder;
import io.ternmq.api.pattern.request.Gather;
import io.ternmq.api.pattern.request.RequesterBuilder;
import io.ternmq.api.pattern.request.ResponderBuilder;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.pattern.work.TaskQueue;
import io.ternmq.api.pattern.work.WorkQueue;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;

/**
 * Typed messaging over any Jakarta Messaging provider: publishers, subscribers, requests and answers, streams,
 * pipelines, work. One object serves a whole program; it opens a connection when it first needs one, and {@link
 * #close()} ends everything that it has opened. Callable from any thread.
 */
public interface Messaging extends AutoCloseable {

    /**
     * Typed messaging with default settings.
     *
     * @param factory makes connections; any provider's
     * @return to be closed by the caller
     */
    static Messaging over(ConnectionFactory factory) {
        return builder(factory).build();
    }

    /**
     * Typed messaging with settings.
     *
     * @param factory makes connections; any provider's
     * @return its builder
     */
    static MessagingBuilder builder(ConnectionFactory factory) {
        return new MessagingBuilder(factory);
    }

    /**
     * Event streams: a retained log behind a topic. Needs a TernMQ broker.
     *
     * @return opens streams; closed with this
     */
    Streams streams();

    /**
     * A publisher of messages of one type.
     *
     * @param type of the bodies
     * @param <T>  of the bodies
     * @return its builder
     */
    <T> PublisherBuilder<T> publisher(Class<T> type);

    /**
     * A subscriber, or a consumer of a queue.
     *
     * @param channel where the messages come from
     * @param type    in which the bodies are wanted
     * @param <T>     of the bodies
     * @return its builder
     */
    default <T> SubscriberBuilder<T> subscriber(Channel channel, Class<T> type) {
        return subscriber(channel, PayloadType.of(type));
    }

    /**
     * A subscriber, or a consumer of a queue, for a type with arguments.
     *
     * @param channel where the messages come from
     * @param type    in which the bodies are wanted
     * @param <T>     of the bodies
     * @return its builder
     */
    <T> SubscriberBuilder<T> subscriber(Channel channel, PayloadType<T> type);

    /**
     * Somebody who asks.
     *
     * @return its builder
     */
    RequesterBuilder requester();

    /**
     * Somebody who answers.
     *
     * @param channel where the requests come from
     * @param type    in which the requests are wanted
     * @param <Q>     of the requests
     * @return its builder
     */
    default <Q> ResponderBuilder<Q> responder(Channel channel, Class<Q> type) {
        return responder(channel, PayloadType.of(type));
    }

    /**
     * Somebody who answers requests of a type with arguments.
     *
     * @param channel where the requests come from
     * @param type    in which the requests are wanted
     * @param <Q>     of the requests
     * @return its builder
     */
    <Q> ResponderBuilder<Q> responder(Channel channel, PayloadType<Q> type);

    /**
     * A question to many, usually to all responders of a topic.
     *
     * @param channel who is asked
     * @param body    what is asked
     * @param type    in which the answers are wanted
     * @param <R>     of the answers
     * @return the question, not asked yet
     */
    default <R> Gather<R> gather(Channel channel, Object body, Class<R> type) {
        return gather(channel, body, PayloadType.of(type));
    }

    /**
     * A question to many whose answers are of a type with arguments.
     *
     * @param channel who is asked
     * @param body    what is asked
     * @param type    in which the answers are wanted
     * @param <R>     of the answers
     * @return the question, not asked yet
     */
    <R> Gather<R> gather(Channel channel, Object body, PayloadType<R> type);

    /**
     * A pipeline: stages in a row and in branches, in this process or over queues.
     *
     * @param name of the pipeline; its queues are named after it
     * @return where it begins
     */
    PipelineBuilder pipeline(String name);

    /**
     * Messages that are sent at moments. Needs a TernMQ broker.
     *
     * @return makes schedules
     */
    Scheduler scheduler();

    /**
     * A queue whose messages are taken with a lease. Needs a TernMQ broker.
     *
     * @param queue its name
     * @param type  in which the bodies are wanted
     * @param lease how long a message belongs to its taker unless that is extended; 1 ms or more
     * @param <T>   of the bodies
     * @return to be closed, at the latest with this
     */
    default <T> WorkQueue<T> workQueue(String queue, Class<T> type, Duration lease) {
        return workQueue(queue, PayloadType.of(type), lease);
    }

    /**
     * The same for a type with arguments.
     *
     * @param queue its name
     * @param type  in which the bodies are wanted
     * @param lease how long a message belongs to its taker unless that is extended; 1 ms or more
     * @param <T>   of the bodies
     * @return to be closed, at the latest with this
     */
    <T> WorkQueue<T> workQueue(String queue, PayloadType<T> type, Duration lease);

    /**
     * Tasks with a handle. Needs a TernMQ broker.
     *
     * @param queue  name of the queue of the inputs
     * @param input  type of the inputs
     * @param result type of the results
     * @param expiry how long a task may take, and is known; whoever opens the queue last decides for all
     * @param <A>    of the inputs
     * @param <R>    of the results
     * @return to be closed, at the latest with this
     */
    <A, R> TaskQueue<A, R> tasks(String queue, PayloadType<A> input, PayloadType<R> result, Duration expiry);

    /**
     * Tasks with a handle. Needs a TernMQ broker.
     *
     * @param queue  name of the queue of the inputs
     * @param input  type of the inputs
     * @param result type of the results
     * @param expiry how long a task may take, and is known; whoever opens the queue last decides for all
     * @param <A>    of the inputs
     * @param <R>    of the results
     * @return to be closed, at the latest with this
     */
    default <A, R> TaskQueue<A, R> tasks(String queue, Class<A> input, Class<R> result, Duration expiry) {
        return tasks(queue, PayloadType.of(input), PayloadType.of(result), expiry);
    }

    /**
     * An object that sends requests: each method of the interface that is annotated with {@link RequestTo}. Its
     * requests share the {@link #requester()}'s reply channel; it needs no closing.
     *
     * @param type an interface
     * @param <C>  the same
     * @return the object, callable from any thread
     * @throws io.ternmq.api.listen.DeclarationException when the interface is wrong, with all that is wrong
     */
    <C> C client(Class<C> type);

    /**
     * Whether the connection to the provider was lost or refused, and none has been opened since: for health checks. A
     * call that finds it so has another connection tried in the background, so that asking again tells of a provider
     * that is back, even when nobody sends.
     *
     * @return false while it stands, also when nobody has needed one yet
     */
    boolean isDisconnected();

    /** Ends everything that was opened here: waits for handlers that run, at most the time set for that. */
    @Override
    void close();
}
