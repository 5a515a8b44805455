// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The standard output, which stays open. */
final class StreamPlace implements Place {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputStream out;
    private final MessageFormat format;

    StreamPlace(OutputStream out, MessageFormat format) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.format = format;
    }

    @Override
    public void write(Message message) throws IOException, JMSException {
        format.write(message, out);
    }

    @Override
    public void settle() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
