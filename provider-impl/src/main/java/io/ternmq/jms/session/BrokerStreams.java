// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.protocol.CommitOffset;
import io.ternmq.protocol.ConfigureStream;
import io.ternmq.protocol.DeleteStream;
import io.ternmq.protocol.DescribeStream;
import io.ternmq.protocol.ForgetGroup;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.SeekGroup;
import jakarta.jms.JMSException;

/** What a connection asks of streams by name. Any thread may call. */
final class BrokerStreams implements StreamAccess {

    private final ClientConnection core;

    BrokerStreams(ClientConnection core) {
        this.core = core;
    }

    @Override
    public StreamView stream(String stream) throws JMSException {
        if (ask(new DescribeStream(stream)) instanceof Reply.StreamTold told) {
            return told.view();
        }
        throw JmsExceptions.of(ErrorCode.INTERNAL, "The broker did not say what stream '" + stream + "' is like.");
    }

    @Override
    public void configure(String stream, StreamPolicy policy) throws JMSException {
        ask(new ConfigureStream(stream, policy));
    }

    @Override
    public void delete(String stream) throws JMSException {
        ask(new DeleteStream(stream));
    }

    @Override
    public void commit(String stream, String group, int partition, long next) throws JMSException {
        ask(new CommitOffset(stream, group, partition, next));
    }

    @Override
    public void seek(String stream, String group, StreamPosition position) throws JMSException {
        ask(new SeekGroup(stream, group, position));
    }

    @Override
    public void forget(String stream, String group) throws JMSException {
        ask(new ForgetGroup(stream, group));
    }

    private Reply ask(Request request) throws JMSException {
        return Calls.get(() -> core.call(request));
    }
}
