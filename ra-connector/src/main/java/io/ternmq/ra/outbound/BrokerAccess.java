// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection to a TernMQ broker can do beyond the specification, for a connection of a server. */
abstract class BrokerAccess implements StreamAccess, WorkAccess {

    /** A connection to the broker that stays as long as this one; outside of every transaction. */
    abstract Connection standing() throws JMSException;

    private StreamAccess streams() throws JMSException {
        return (StreamAccess) standing();
    }

    private WorkAccess work() throws JMSException {
        return (WorkAccess) standing();
    }

    @Override
    public StreamView stream(String stream) throws JMSException {
        return streams().stream(stream);
    }

    @Override
    public void configure(String stream, StreamPolicy policy) throws JMSException {
        streams().configure(stream, policy);
    }

    @Override
    public void delete(String stream) throws JMSException {
        streams().delete(stream);
    }

    @Override
    public void commit(String stream, String group, int partition, long next) throws JMSException {
        streams().commit(stream, group, partition, next);
    }

    @Override
    public void seek(String stream, String group, StreamPosition position) throws JMSException {
        streams().seek(stream, group, position);
    }

    @Override
    public void forget(String stream, String group) throws JMSException {
        streams().forget(stream, group);
    }

    @Override
    public ScheduleView schedule(ScheduleSpec spec, Destination destination, Message message) throws JMSException {
        return work().schedule(spec, destination, message);
    }

    @Override
    public List<ScheduleView> schedules(String prefix) throws JMSException {
        return work().schedules(prefix);
    }

    @Override
    public boolean cancelSchedule(String name) throws JMSException {
        return work().cancelSchedule(name);
    }

    @Override
    public boolean runSchedule(String name) throws JMSException {
        return work().runSchedule(name);
    }

    @Override
    public Leases leases(String queue, @Nullable String selector, Duration lease) throws JMSException {
        return work().leases(queue, selector, lease);
    }
}
