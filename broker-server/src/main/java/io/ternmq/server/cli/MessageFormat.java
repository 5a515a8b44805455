// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.BodyKind;
import io.ternmq.server.ndjson.MessageJson;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How a message looks. */
enum MessageFormat {
    /** The body alone: text as a line, bytes as they are, everything else as JSON. */
    BODY {
        @Override
        void write(Message message, OutputStream out) throws IOException, JMSException {
            writeBody(message, out);
        }

        @Override
        String extension(Message message) {
            return switch (BodyKind.of(message)) {
                case TEXT -> "txt";
                case BYTES -> "bin";
                case MESSAGE, MAP, STREAM, OBJECT -> "json";
            };
        }
    },
    /** Headers and properties as lines, an empty line, the body, an empty line. */
    HEADERS {
        @Override
        void write(Message message, OutputStream out) throws IOException, JMSException {
            writeMembers(MessageJson.headers(message), out);
            writeMembers(MessageJson.properties(message), out);
            line("", out);
            writeBody(message, out);
            line("", out);
        }

        @Override
        String extension(Message message) {
            return "txt";
        }
    },
    /** One line of JSON that says everything. */
    JSON {
        @Override
        void write(Message message, OutputStream out) throws IOException, JMSException {
            line(MessageJson.line(message), out);
        }

        @Override
        String extension(Message message) {
            return "json";
        }
    };

    private static final int CHUNK_BYTES = 64 * 1024;

    /** Writes a message. */
    abstract void write(Message message, OutputStream out) throws IOException, JMSException;

    /** How the name of a file with this message ends. */
    abstract String extension(Message message);

    private static void writeMembers(Map<String, JsonValue> members, OutputStream out) throws IOException {
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            JsonValue value = member.getValue();
            line(member.getKey() + ": " + (value instanceof JsonString text ? text.getString() : value), out);
        }
    }

    private static void writeBody(Message message, OutputStream out) throws IOException, JMSException {
        switch (BodyKind.of(message)) {
            case TEXT -> {
                String text = ((TextMessage) message).getText();
                line(text == null ? "" : text, out);
            }
            case BYTES -> copy((BytesMessage) message, out);
            case MESSAGE -> line("", out);
            case MAP, STREAM, OBJECT -> line(MessageJson.bodyLine(message), out);
        }
    }

    private static void copy(BytesMessage message, OutputStream out) throws IOException, JMSException {
        message.reset();
        byte[] chunk = new byte[CHUNK_BYTES];
        int length = message.readBytes(chunk);
        while (length > 0) {
            out.write(chunk, 0, length);
            length = message.readBytes(chunk);
        }
    }

    private static void line(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
