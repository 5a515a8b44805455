// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file for all messages. It is appended to, because what was acknowledged once is nowhere else. */
final class FilePlace implements Place {

    private final FileChannel channel;
    private final OutputStream out;
    private final MessageFormat format;

    private FilePlace(FileChannel channel, MessageFormat format) {
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
        this.format = format;
    }

    static FilePlace open(Path file, MessageFormat format) throws IOException {
        return new FilePlace(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND), format);
    }

    @Override
    public void write(Message message) throws IOException, JMSException {
        format.write(message, out);
    }

    @Override
    public void settle() throws IOException {
        out.flush();
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            out.flush();
        }
    }
}
