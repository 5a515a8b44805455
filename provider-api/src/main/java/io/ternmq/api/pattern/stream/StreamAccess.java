// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.JMSException;

/**
 * What a broker with streams does beyond sending and receiving; a connection of TernMQ implements it. Everything else
 * is said by destination options and message properties. Calls wait for the broker's answer and may come from any
 * thread.
 *
 * <p>Reading: a topic named {@code orders?replay=earliest} has a consumer start there; further options are {@code
 * group=name} (share the partitions, remember how far the group has come; {@code replay} counts for a new group),
 * {@code commit=manual} (only {@link #commit} moves the group on), {@code key=value} (events of one key), {@code
 * rate=100} (events a second at most), {@code noAck=true} (a reader without a group whose deliveries need no
 * acknowledgement).
 */
public interface StreamAccess {

    /**
     * Looks at a stream.
     *
     * @param stream its name
     * @return its present state
     * @throws JMSException with {@code TERN-405} when there is none
     */
    StreamView stream(String stream) throws JMSException;

    /**
     * Makes a stream behind the topic of this name, or changes how long its events are kept. The number of partitions
     * of a stream that exists cannot be changed.
     *
     * @param stream a topic's name, no pattern
     * @param policy retention and partitions
     * @throws JMSException when the name or the change is not allowed
     */
    void configure(String stream, StreamPolicy policy) throws JMSException;

    /**
     * Deletes a stream with its events and groups; its readers end. One that is made by the settings of its topic comes
     * again, empty, with the next message.
     *
     * @param stream its name
     * @throws JMSException with {@code TERN-405} when there is none
     */
    void delete(String stream) throws JMSException;

    /**
     * Says that a group is done with everything of a partition before an offset. Does not move it back.
     *
     * @param stream    name of the stream
     * @param group     name of the group
     * @param partition number of the partition
     * @param next      the offset from which the group is to go on after a restart
     * @throws JMSException with {@code TERN-405} when there is no such group or partition
     */
    void commit(String stream, String group, int partition, long next) throws JMSException;

    /**
     * Moves a group to another place, back or forth; no other reader notices. What its members have received and not
     * acknowledged may come again.
     *
     * @param stream   name of the stream
     * @param group    name of the group, made when it does not exist
     * @param position where it is to go on, in all partitions
     * @throws JMSException when there is no such stream
     */
    void seek(String stream, String group, StreamPosition position) throws JMSException;

    /**
     * Forgets how far a group has come.
     *
     * @param stream name of the stream
     * @param group  name of the group; no consumer may be in it
     * @throws JMSException with {@code TERN-405} when there is none, {@code TERN-105} when it is in use
     */
    void forget(String stream, String group) throws JMSException;
}
