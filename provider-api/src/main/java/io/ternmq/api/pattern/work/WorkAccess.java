// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a broker with schedules and leases does beyond sending and receiving; a connection of TernMQ implements it.
 * Calls wait for the broker's answer and may come from any thread.
 */
public interface WorkAccess {

    /**
     * Makes a schedule, or replaces the one of the same name. Each run sends a copy of the message, in one step with
     * the note that it has run, so that no crash makes it run twice. The time to live of each run is the message's
     * {@code JMSExpiration} less its {@code JMSTimestamp}, or less now when it has none; 0 is no end. A run that
     * finds no room waits until there is some.
     *
     * @param spec        when
     * @param destination a queue or topic
     * @param message     what is sent; its priority, time to live and persistence hold for each run
     * @return the schedule with its next run
     * @throws JMSException when the expression or destination is not understood, or never comes true; with {@code
     *                      TERN-601} when the broker was lost before it answered and nobody knows whether the
     *                      schedule stands
     */
    ScheduleView schedule(ScheduleSpec spec, Destination destination, Message message) throws JMSException;

    /**
     * Lists schedules by name.
     *
     * @param prefix how their names begin, empty for all
     * @return those that will run again, by name
     * @throws JMSException when the connection or the broker fails
     */
    List<ScheduleView> schedules(String prefix) throws JMSException;

    /**
     * Ends a schedule.
     *
     * @param name its name
     * @return false when there was none
     * @throws JMSException when the connection or the broker fails
     */
    boolean cancelSchedule(String name) throws JMSException;

    /**
     * Lets a schedule run once, now, and leaves its next run alone; one with a single moment is done with it.
     *
     * @param name its name
     * @return false when there was none
     * @throws JMSException when the connection or the broker fails
     */
    boolean runSchedule(String name) throws JMSException;

    /**
     * Begins to take messages from a queue.
     *
     * @param queue    name of the queue
     * @param selector which messages, or null for all
     * @param lease    how long each belongs to its taker unless that is extended; 1 ms or more
     * @return takes messages until it is closed
     * @throws JMSException when the queue or selector is not understood
     */
    Leases leases(String queue, @Nullable String selector, Duration lease) throws JMSException;
}
