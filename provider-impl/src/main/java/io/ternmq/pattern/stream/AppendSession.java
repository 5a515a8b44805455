// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** A session with what appending needs. Owner: whoever has taken it out of {@link AppendSessions}. */
final class AppendSession {

    private final Toolbox tools;
    private final Session session;
    private final MessageProducer producer;
    private final Destination topic;
    private final Channel channel;

    AppendSession(Source<?> source, int mode) throws JMSException {
        this.tools = source.tools();
        this.channel = source.channel();
        this.session = tools.session(mode);
        this.topic = tools.forms().destination(session, channel);
        this.producer = session.createProducer(null);
    }

    /**
     * Sends an event within a trace.
     *
     * @param event what to send, to the stream whatever it says
     * @param dedup name of the event, or null when it has none or says it itself
     * @param done  told how it went, or null to wait for that
     * @return the event as it was sent
     */
    Message send(Outgoing<?> event, @Nullable String dedup, @Nullable CompletionListener done) throws JMSException {
        try (Tracing.Work work = tools.tracing().sending(channel, event.trace())) {
            try {
                Message form = tools.forms().write(session, event, work.context());
                if (dedup != null) {
                    form.setStringProperty(MessageProperties.DEDUP_ID, dedup);
                }
                tools.forms().send(producer, topic, form, event, done);
                return form;
            } catch (JMSException | RuntimeException e) {
                work.failed(e);
                throw e;
            }
        }
    }

    /** Where the broker says that it has put a message that was sent. */
    static Appended appended(Message sent) throws JMSException {
        return new Appended(
                number(sent, MessageProperties.OFFSET),
                Math.toIntExact(number(sent, MessageProperties.PARTITION)),
                number(sent, MessageProperties.VERSION));
    }

    private static long number(Message sent, String property) throws JMSException {
        return sent.propertyExists(property) ? sent.getLongProperty(property) : Appended.UNKNOWN;
    }

    void commit() throws JMSException {
        session.commit();
    }

    void rollback() throws JMSException {
        session.rollback();
    }

    void close() throws JMSException {
        session.close();
    }
}
