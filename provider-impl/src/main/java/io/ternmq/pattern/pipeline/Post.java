// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.MessageForms;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends with a transacted session. Owner: the session's thread. */
final class Post {

    private final Toolbox tools;
    private final Session session;
    private final Map<Channel, Destination> destinations = new HashMap<>();
    private @Nullable MessageProducer producer;

    Post(Toolbox tools, Session session) {
        this.tools = tools;
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** Sends all of it, within the transaction. */
    void send(Outbox outbox) throws JMSException {
        for (Outbox.Parcel parcel : outbox.parcels()) {
            send(parcel);
        }
    }

    /** Ends the transaction; what is to follow from that does. */
    void commit(Outbox outbox) throws JMSException {
        session.commit();
        outbox.committed();
    }

    private void send(Outbox.Parcel parcel) throws JMSException {
        TraceContext given = parcel.trace().isNone() ? null : parcel.trace();
        try (Tracing.Work work = tools.tracing().sending(parcel.channel(), given)) {
            Outgoing<?> message = message(parcel, work);
            MessageForms forms = tools.forms();
            forms.send(producer(), destination(parcel.channel()), forms.write(session, message), message, null);
        }
    }

    private static Outgoing<?> message(Outbox.Parcel parcel, Tracing.Work work) {
        if (parcel.item() instanceof Outgoing<?> addressed) {
            return addressed.redirectedTo(parcel.channel());
        }
        Outgoing.Builder message = Outgoing.to(parcel.channel()).trace(work.context());
        if (parcel.key() != null) {
            message.key(parcel.key());
        }
        parcel.headers().forEach(message::header);
        return message.body(parcel.item());
    }

    private MessageProducer producer() throws JMSException {
        MessageProducer open = producer;
        if (open == null) {
            open = session.createProducer(null);
            producer = open;
        }
        return open;
    }

    private Destination destination(Channel channel) throws JMSException {
        Destination known = destinations.get(channel);
        if (known == null) {
            known = tools.forms().destination(session, channel);
            destinations.put(channel, known);
        }
        return known;
    }

    /** Undoes what was sent and received; a failure is added to the one that led here. */
    static void rollBack(Session session, Throwable why) {
        try {
            session.rollback();
        } catch (JMSException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Closes a session; a failure is only logged. */
    static void closeQuietly(Session session, Run run) {
        try {
            session.close();
        } catch (JMSException | RuntimeException e) {
            run.trouble("a session could not be closed", e);
        }
    }
}
