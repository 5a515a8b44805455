// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.publish.PublisherBuilder;
import io.ternmq.api.pattern.publish.SubscriberBuilder;
import io.ternmq.api.pattern.request.Gather;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.RequesterBuilder;
import io.ternmq.api.pattern.request.ResponderBuilder;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.pattern.work.TaskQueue;
import io.ternmq.api.pattern.work.WorkQueue;
import io.ternmq.pattern.Workbench;
import io.ternmq.pattern.listen.read.ClientProxy;
import io.ternmq.pattern.pipeline.Pipelines;
import io.ternmq.pattern.publish.PublisherPlan;
import io.ternmq.pattern.publish.SubscriberPlan;
import io.ternmq.pattern.request.GatherPlan;
import io.ternmq.pattern.request.ReplyDesk;
import io.ternmq.pattern.request.RequesterPlan;
import io.ternmq.pattern.request.ResponderPlan;
import io.ternmq.pattern.stream.StreamDoor;
import io.ternmq.pattern.work.BrokerScheduler;
import io.ternmq.pattern.work.LeasedQueue;
import io.ternmq.pattern.work.StreamedTasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All patterns over one set of tools: each method hands the tools to a room. Any thread. */
final class OpenMessaging implements Messaging {

    private final Workbench tools;
    private final ReplyDesk desk;
    private final ExecutionChoice execution;
    private @Nullable Requester shared;

    OpenMessaging(Workbench tools, ExecutionChoice execution) {
        this.tools = tools;
        this.desk = tools.keep(new ReplyDesk(tools));
        this.execution = execution;
    }

    @Override
    public Streams streams() {
        return new StreamDoor(tools);
    }

    @Override
    public <T> PublisherBuilder<T> publisher(Class<T> type) {
        return new PublisherPlan<>(tools);
    }

    @Override
    public <T> SubscriberBuilder<T> subscriber(Channel channel, PayloadType<T> type) {
        return new SubscriberPlan<>(tools, channel, type);
    }

    @Override
    public RequesterBuilder requester() {
        return new RequesterPlan(desk);
    }

    @Override
    public <Q> ResponderBuilder<Q> responder(Channel channel, PayloadType<Q> type) {
        return new ResponderPlan<>(tools, channel, type);
    }

    @Override
    public <R> Gather<R> gather(Channel channel, Object body, PayloadType<R> type) {
        return new GatherPlan<>(desk, channel, body, type);
    }

    @Override
    public PipelineBuilder pipeline(String name) {
        return Pipelines.named(name, tools);
    }

    @Override
    public Scheduler scheduler() {
        return new BrokerScheduler(tools);
    }

    @Override
    public <T> WorkQueue<T> workQueue(String queue, PayloadType<T> type, Duration lease) {
        return tools.keep(new LeasedQueue<>(tools, queue, type, lease));
    }

    @Override
    public <A, R> TaskQueue<A, R> tasks(
            String queue, PayloadType<A> input, PayloadType<R> result, Duration expiry) {
        return tools.keep(StreamedTasks.open(tools, queue, input, result, expiry));
    }

    @Override
    public <C> C client(Class<C> type) {
        boolean ownCodec = tools.settings().codec() != null;
        return ClientProxy.of(type, this::sharedRequester, RequesterPlan.DEFAULT_LIMIT, ownCodec);
    }

    /** One for all clients; opened when one of them first asks something. */
    private synchronized Requester sharedRequester() {
        Requester known = shared;
        if (known == null) {
            known = requester().open();
            shared = known;
        }
        return known;
    }

    /** What it works with. */
    Workbench tools() {
        return tools;
    }

    @Override
    public boolean isDisconnected() {
        return tools.isDisconnected();
    }

    @Override
    public void close() {
        tools.close();
        execution.end();
    }
}
