// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.jms.TernDestination;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies messages of other providers through their public interfaces, section 3.12: the headers that belong to the
 * program, its properties, and the body. Properties that the other provider keeps for itself stay behind.
 */
final class ForeignMessages {

    private static final int CHUNK = 8192;

    /** What decoders put in the place of bytes that they do not understand. */
    private static final char REPLACEMENT = '\uFFFD';

    private ForeignMessages() {}

    static TernMessage copy(Message foreign) throws JMSException {
        TernMessage copy = copyBody(foreign);
        copyCorrelation(foreign, copy);
        copy.setJMSReplyTo(replyTo(foreign.getJMSReplyTo()));
        copy.setJMSType(foreign.getJMSType());
        for (String name : names(foreign.getPropertyNames())) {
            if (PropertyNames.isForPrograms(name)) {
                copy.setObjectProperty(name, foreign.getObjectProperty(name));
            }
        }
        return copy;
    }

    /** The text, unless there is none or it has signs of bytes that were no text. */
    private static void copyCorrelation(Message foreign, TernMessage copy) throws JMSException {
        String text = foreign.getJMSCorrelationID();
        copy.setJMSCorrelationID(text);
        if (text == null || text.indexOf(REPLACEMENT) >= 0) {
            byte[] bytes = correlationBytes(foreign);
            if (bytes != null) {
                copy.setJMSCorrelationIDAsBytes(bytes);
            }
        }
    }

    private static byte @Nullable [] correlationBytes(Message foreign) {
        try {
            return foreign.getJMSCorrelationIDAsBytes();
        } catch (UnsupportedOperationException | JMSException textOnly) {
            return null;
        }
    }

    /** A reply destination that has no name here is dropped; the specification demands no more. */
    private static @Nullable Destination replyTo(@Nullable Destination foreign) throws JMSException {
        try {
            return foreign == null ? null : TernDestination.of(TernDestination.addressOf(foreign));
        } catch (InvalidDestinationException nameless) {
            return null;
        }
    }

    private static TernMessage copyBody(Message foreign) throws JMSException {
        if (foreign instanceof TextMessage text) {
            return new TernTextMessage(text.getText());
        }
        if (foreign instanceof BytesMessage bytes) {
            return copyBytes(bytes);
        }
        if (foreign instanceof MapMessage map) {
            return copyMap(map);
        }
        if (foreign instanceof StreamMessage stream) {
            return copyStream(stream);
        }
        return foreign instanceof ObjectMessage object ? copyObject(object) : new TernMessage();
    }

    private static TernMessage copyBytes(BytesMessage foreign) throws JMSException {
        TernBytesMessage copy = new TernBytesMessage();
        byte[] chunk = new byte[CHUNK];
        foreign.reset();
        for (int count = foreign.readBytes(chunk); count > 0; count = foreign.readBytes(chunk)) {
            copy.writeBytes(chunk, 0, count);
        }
        foreign.reset();
        return copy;
    }

    private static TernMessage copyMap(MapMessage foreign) throws JMSException {
        TernMapMessage copy = new TernMapMessage();
        for (String name : names(foreign.getMapNames())) {
            copy.setObject(name, foreign.getObject(name));
        }
        return copy;
    }

    private static TernMessage copyStream(StreamMessage foreign) throws JMSException {
        TernStreamMessage copy = new TernStreamMessage();
        foreign.reset();
        boolean more = true;
        while (more) {
            more = copyValue(foreign, copy);
        }
        foreign.reset();
        return copy;
    }

    private static boolean copyValue(StreamMessage foreign, TernStreamMessage copy) throws JMSException {
        try {
            copy.writeObject(foreign.readObject());
            return true;
        } catch (MessageEOFException end) {
            return false;
        }
    }

    private static TernMessage copyObject(ObjectMessage foreign) throws JMSException {
        TernObjectMessage copy = new TernObjectMessage();
        copy.setObject(foreign.getObject());
        return copy;
    }

    /** The names of an enumeration that the specification declares without its type. */
    private static List<String> names(Enumeration<?> names) {
        return Collections.list(names).stream().map(String.class::cast).toList();
    }
}
