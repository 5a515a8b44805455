// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session that sends, with the destinations it has met. Owner: whoever has taken it from {@link Senders}, or the lane
 * whose session it is.
 */
public final class Sender {

    private static final int KNOWN = 64;

    private final MessageForms forms;
    private final Session session;
    private final MessageProducer producer;
    private final @Nullable Connection connection;
    private final Map<Channel, Destination> known = new HashMap<>();

    private Sender(MessageForms forms, Session session, @Nullable Connection connection) throws JMSException {
        this.forms = forms;
        this.session = session;
        this.connection = connection;
        this.producer = session.createProducer(null);
    }

    /** One with a session that somebody else closes. */
    public static Sender within(MessageForms forms, Session session) throws JMSException {
        return new Sender(forms, session, null);
    }

    /** One with a session of its own. */
    static Sender over(Toolbox tools) throws JMSException {
        Connection connection = tools.connection();
        Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
        try {
            return new Sender(tools.forms(), session, connection);
        } catch (JMSException e) {
            session.close();
            throw e;
        }
    }

    boolean isOver(Connection present) {
        return connection == present;
    }

    /** The provider's form of a message that belongs to a trace. */
    public Message write(Outgoing<?> message, TraceContext trace) throws JMSException {
        return forms.write(session, message, trace);
    }

    /** Sends what {@link #write} made to the channel of the message. */
    public void send(Message form, Outgoing<?> message, @Nullable CompletionListener done) throws JMSException {
        send(destination(message.channel()), form, message, done);
    }

    /** Sends what {@link #write} made to some place. */
    public void send(Destination to, Message form, Outgoing<?> message, @Nullable CompletionListener done)
            throws JMSException {
        forms.send(producer, to, form, message, done);
    }

    private Destination destination(Channel channel) throws JMSException {
        Destination found = known.get(channel);
        if (found == null) {
            found = forms.destination(session, channel);
            if (known.size() >= KNOWN) {
                known.clear();
            }
            known.put(channel, found);
        }
        return found;
    }

    void close() throws JMSException {
        session.close();
    }
}
