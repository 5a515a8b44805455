// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A file for each message, named by numbers that go on behind those that are there. Nothing is ever overwritten. */
final class DirectoryPlace implements Place {

    private final Path directory;
    private final MessageFormat format;
    private long number;

    private DirectoryPlace(Path directory, MessageFormat format, long number) {
        this.directory = directory;
        this.format = format;
        this.number = number;
    }

    static DirectoryPlace open(Path directory, MessageFormat format) throws IOException {
        Files.createDirectories(directory);
        try (var files = Files.list(directory)) {
            long highest = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("\\d{1,15}\\..*"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .max().orElse(0);
            return new DirectoryPlace(directory, format, highest);
        }
    }

    /** Writes the message and forces it to the disk; a file that is not complete does not stay. */
    @Override
    public void write(Message message) throws IOException, JMSException {
        Path file = directory.resolve(String.format(Locale.ROOT, "%06d.%s", ++number, format.extension(message)));
        boolean complete = false;
        try {
            writeTo(file, message);
            complete = true;
        } catch (FileAlreadyExistsException e) {
            complete = true; // it is somebody else's
            throw e;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void writeTo(Path file, Message message) throws IOException, JMSException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            format.write(message, out);
            out.flush();
            channel.force(true);
        }
    }

    @Override
    public void settle() {
        // Each message was forced when it was written.
    }

    @Override
    public void close() {
        // No file is open between two messages.
    }
}
