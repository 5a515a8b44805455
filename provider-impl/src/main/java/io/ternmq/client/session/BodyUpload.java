// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.Content;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.DropUpload;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends the bytes of one large body ahead of its message, part by part as they come out of their stream; few parts are
 * unanswered at any moment, so the broker sets the pace. Owner: the thread that sends.
 */
final class BodyUpload {

    /** A body up to this length is sent within its message. */
    static final int LARGEST_WHOLE = 4 * PutPart.BYTES;

    private static final int MOST_UNANSWERED = 8;

    private final ClientConnection connection;
    private final long number;
    private final Deque<Part> unanswered = new ArrayDeque<>();
    private long length;

    private BodyUpload(ClientConnection connection) {
        this.connection = connection;
        this.number = connection.nextUpload();
    }

    /**
     * Makes a message ready to be sent: reads and sends ahead what is large, and takes in what turns out not to be.
     * Returns when the broker has everything safe.
     *
     * @throws ProviderException with {@code MESSAGE_FORMAT} when the bytes cannot be read, else when the broker refuses
     *         them; it has forgotten them then
     */
    static FrozenMessage ahead(ClientConnection connection, FrozenMessage message) {
        if (!(message.body() instanceof LargeBody large) || large.content() == null) {
            return message;
        }
        return message.toBuilder().body(send(connection, large.content())).build();
    }

    /** The message was refused, so that its bytes are of no use any more. */
    static void drop(ClientConnection connection, FrozenMessage refused) {
        if (refused.body() instanceof LargeBody large && connection.lost() == null) {
            connection.post(new DropUpload(large.number()));
        }
    }

    /** A callback that drops what was sent ahead when its message is refused. */
    static SendCallback dropping(ClientConnection connection, FrozenMessage message, SendCallback callback) {
        return new SendCallback() {
            @Override
            public void onEnd(@Nullable ProviderException failure) {
                if (failure != null) {
                    drop(connection, message);
                }
                callback.onEnd(failure);
            }

            @Override
            public void onAppended(Reply.Appended place) {
                callback.onAppended(place);
            }
        };
    }

    private static Body send(ClientConnection connection, Content content) {
        long read = 0;
        try (InputStream in = content.open()) {
            byte[] first = in.readNBytes(LARGEST_WHOLE);
            read = first.length;
            byte[] next = read < LARGEST_WHOLE ? new byte[0] : in.readNBytes(PutPart.BYTES);
            if (next.length == 0) {
                return new BytesBody(Bytes.wrap(first, 0, first.length));
            }
            return new BodyUpload(connection).send(first, next, in);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    "The bytes of the message could not be read to their end: " + e.getMessage()
                            + ". The message was not sent.",
                    e);
        }
    }

    private LargeBody send(byte[] first, byte[] second, InputStream rest) throws IOException {
        boolean complete = false;
        try {
            for (int from = 0; from < first.length; from += PutPart.BYTES) {
                put(Bytes.wrap(first, from, PutPart.BYTES));
            }
            for (byte[] next = second; next.length > 0; next = rest.readNBytes(PutPart.BYTES)) {
                put(Bytes.wrap(next, 0, next.length));
            }
            while (!unanswered.isEmpty()) {
                awaitOldest();
            }
            complete = true;
            return new LargeBody(number, length, null);
        } finally {
            if (!complete && connection.lost() == null) {
                connection.post(new DropUpload(number));
            }
        }
    }

    private void put(Bytes bytes) {
        if (unanswered.size() == MOST_UNANSWERED) {
            awaitOldest();
        }
        PutPart request = new PutPart(number, bytes);
        unanswered.add(new Part(request, connection.ask(request)));
        length += bytes.length();
    }

    private void awaitOldest() {
        Part oldest = unanswered.remove();
        connection.await(oldest.request(), oldest.answer());
    }

    private record Part(PutPart request, Answer answer) {}
}
