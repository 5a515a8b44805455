// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings the bytes of one large body to this side, before the program sees its message: the acknowledgement that
 * follows frees them in the broker. Some parts are asked for ahead. Owner: the thread that consumes.
 */
final class BodyDownload {

    private static final int MOST_AHEAD = 8;

    private final ClientConnection connection;
    private final LargeBody body;
    private final int parts;
    private final Deque<Part> ahead = new ArrayDeque<>();
    private int asked;

    private BodyDownload(ClientConnection connection, LargeBody body) {
        this.connection = connection;
        this.body = body;
        this.parts = Math.toIntExact((body.length() + PutPart.BYTES - 1) / PutPart.BYTES);
    }

    /**
     * The delivery with everything that belongs to its message on this side.
     *
     * @throws ProviderException when the bytes cannot be fetched, or not be kept here
     */
    static Event.Deliver complete(ClientConnection connection, Event.Deliver delivery) {
        FrozenMessage message = complete(connection, delivery.message());
        return message == delivery.message() // most have nothing to be fetched
                ? delivery
                : new Event.Deliver(delivery.consumer(), delivery.delivery(), delivery.attempt(), message);
    }

    /** The message with its bytes on this side; see {@link #complete(ClientConnection, Event.Deliver)}. */
    static FrozenMessage complete(ClientConnection connection, FrozenMessage message) {
        if (!(message.body() instanceof LargeBody large) || large.content() != null) {
            return message;
        }
        return message.toBuilder().body(new BodyDownload(connection, large).fetch()).build();
    }

    private Body fetch() {
        if (body.length() > BodyUpload.LARGEST_WHOLE) {
            return new LargeBody(body.number(), body.length(), fetchIntoFile());
        }
        byte[] whole = new byte[(int) body.length()];
        int filled = 0;
        for (int part = 0; part < parts; part++) {
            Bytes next = next(part);
            System.arraycopy(next.array(), next.offset(), whole, filled, next.length());
            filled += next.length();
        }
        return new BytesBody(Bytes.wrap(whole, 0, whole.length));
    }

    private Spool fetchIntoFile() {
        try {
            Spool spool = Spool.create();
            boolean complete = false;
            try {
                for (int part = 0; part < parts; part++) {
                    spool.append(next(part));
                }
                complete = true;
                return spool;
            } finally {
                if (!complete) {
                    spool.close();
                }
            }
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT,
                    "A message of " + body.length() + " bytes cannot be kept in the temporary directory "
                            + Spool.directory() + ": " + e.getMessage()
                            + ". Make room there, or name another one with -Djava.io.tmpdir.",
                    e);
        }
    }

    /** The next part, in order. */
    private Bytes next(int part) {
        while (asked < parts && ahead.size() < MOST_AHEAD) {
            FetchPart request = new FetchPart(body.number(), asked++);
            ahead.add(new Part(request, connection.ask(request)));
        }
        Part oldest = ahead.remove();
        long expected = Math.min(PutPart.BYTES, body.length() - (long) part * PutPart.BYTES);
        if (connection.await(oldest.request(), oldest.answer()) instanceof Reply.Part reply
                && reply.bytes().length() == expected) {
            return reply.bytes();
        }
        throw new ProviderException(
                ErrorCode.INTERNAL, "The broker did not answer with part " + part + " of the large message.");
    }

    private record Part(FetchPart request, Answer answer) {}
}
