// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.MessageDraft;
import io.ternmq.server.ndjson.MessageTextException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends drafts one by one, in transactions where asked for, and counts what is certain. */
final class Sending {

    private final Session session;
    private final MessageProducer producer;
    private final DeliveryOptions delivery;
    private final int batch;
    private long sent;
    private int open;
    private @Nullable String lastId;

    Sending(Session session, MessageProducer producer, DeliveryOptions delivery, int batch) {
        this.session = session;
        this.producer = producer;
        this.delivery = delivery;
        this.batch = batch;
    }

    /** Sends everything there is. */
    void sendAll(Drafts drafts) throws JMSException, IOException {
        try {
            MessageDraft draft = drafts.next();
            while (draft != null) {
                send(draft);
                draft = drafts.next();
            }
        } catch (MessageTextException | MessageFormatException e) {
            throw new InputException(drafts.place() + e.getMessage(), e);
        }
        commit();
    }

    private void send(MessageDraft draft) throws JMSException, IOException {
        Message message = draft.create(session);
        delivery.send(producer, message, draft.headers());
        lastId = message.getJMSMessageID();
        open++;
        if (open >= batch) {
            commit();
        }
    }

    private void commit() throws JMSException {
        if (batch > 0 && open > 0) {
            session.commit();
        }
        sent += open;
        open = 0;
    }

    /** How many messages the broker has for certain. */
    long sent() {
        return sent;
    }

    /** Identity of the message that was sent last, or nothing. */
    String lastId() {
        return lastId == null ? "" : lastId;
    }

    /** The end of a sentence about a failure. */
    String whatWasSent() {
        return sent == 0 ? "; nothing was sent" : "; what was sent before it: " + sent;
    }
}
