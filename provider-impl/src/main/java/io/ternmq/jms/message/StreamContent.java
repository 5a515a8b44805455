// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A program's stream, which the send reads to its end and closes. It can be read once. */
final class StreamContent implements Content {

    private final AtomicReference<@Nullable InputStream> stream;

    StreamContent(InputStream stream) {
        this.stream = new AtomicReference<>(stream);
    }

    @Override
    public long length() {
        return UNKNOWN;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream unread = stream.getAndSet(null);
        if (unread == null) {
            throw new IOException("the stream was read by an earlier send; set a new one for each");
        }
        return unread;
    }
}
