// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The six kinds of message, by the word that stands for each in JSON. */
public enum BodyKind {
    /** Headers and properties only. */
    MESSAGE(Message.class),
    /** A string. */
    TEXT(TextMessage.class),
    /** Bytes, in base64. */
    BYTES(BytesMessage.class),
    /** Names and values. */
    MAP(MapMessage.class),
    /** A row of values. */
    STREAM(StreamMessage.class),
    /** A serialised object, in base64; its class is never loaded. */
    OBJECT(ObjectMessage.class);

    private final Class<? extends Message> type;

    BodyKind(Class<? extends Message> type) {
        this.type = type;
    }

    /**
     * The kind of a message.
     *
     * @param message any message
     * @return its kind
     */
    public static BodyKind of(Message message) {
        for (BodyKind kind : values()) {
            if (kind != MESSAGE && kind.type.isInstance(message)) {
                return kind;
            }
        }
        return MESSAGE;
    }

    /**
     * The name in JSON.
     *
     * @return one word in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BodyKind named(String word) {
        for (BodyKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new MessageTextException("there is no type \"" + word + "\"; the types are "
                + Arrays.stream(values()).map(BodyKind::word).collect(Collectors.joining(", ")));
    }
}
