// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a queue, page by page, that takes nothing; a message that comes or goes meanwhile may be seen or
 * not. Owner: the thread that walks.
 */
public final class QueueWalk {

    private static final int PAGE = 64;

    private final ClientConnection connection;
    private final Address queue;
    private final @Nullable String selector;
    private final Deque<FrozenMessage> ready = new ArrayDeque<>();
    private @Nullable FrozenMessage next;
    private long position;

    /** Stands at the beginning of the queue; nothing is asked yet. */
    public QueueWalk(ClientConnection connection, Address queue, @Nullable String selector) {
        this.connection = connection;
        this.queue = queue;
        this.selector = selector;
    }

    /** Finds out whether the broker lets the queue be read with this selector. */
    public static void check(ClientConnection connection, Address queue, @Nullable String selector) {
        connection.call(new Browse(queue, selector, 0, 1));
    }

    /** True when there is another message, with all its bytes on this side; asks the broker if need be. */
    public boolean hasNext() {
        while (next == null && hasMore()) {
            next = completed(ready.remove());
        }
        return next != null;
    }

    /** Null for one whose bytes have gone with it since the page was made. */
    private @Nullable FrozenMessage completed(FrozenMessage message) {
        try {
            return BodyDownload.complete(connection, message);
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.INVALID_DESTINATION) {
                return null;
            }
            throw e;
        }
    }

    private boolean hasMore() {
        while (ready.isEmpty() && position != Reply.Page.END) {
            Reply reply = connection.call(new Browse(queue, selector, position, PAGE));
            if (!(reply instanceof Reply.Page page)) {
                throw new ProviderException(ErrorCode.INTERNAL, "The broker did not answer with a page: " + reply);
            }
            ready.addAll(page.messages());
            position = page.next();
        }
        return !ready.isEmpty();
    }

    /** The next message; only after {@link #hasNext()} said that there is one. */
    public FrozenMessage next() {
        FrozenMessage message = next;
        if (message == null) {
            throw new NoSuchElementException("The walk is at its end.");
        }
        next = null;
        return message;
    }
}
