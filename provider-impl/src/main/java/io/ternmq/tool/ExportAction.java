// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.HeldVisitor;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Writes the messages of a queue or subscription, one JSON object a line, in the order in which they would be
 * delivered; last those that wait for a moment. Nothing is taken out, and one message at a time is in memory.
 */
final class ExportAction implements Action {

    private static final String FORCE = "--force";
    private static final String PART = ".part";

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(FORCE), Set.of())
                .require(2, 3, "export [--force] STORE DESTINATION [FILE]");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        AddressText.destination(parsed.operand(1));
        String file = parsed.operandOrNull(2);
        if (file == null || file.equals("-")) {
            report(export(store, parsed.operand(1), terminal.out()), parsed.operand(1), terminal);
            if (terminal.out().checkError()) {
                throw new IOException("The messages could not all be written to the output");
            }
            return FINE;
        }
        long written = exportTo(Path.of(file), parsed.has(FORCE), store, parsed.operand(1));
        report(written, parsed.operand(1), terminal);
        return FINE;
    }

    private static void report(long messages, String destination, Terminal terminal) {
        terminal.remark(Sizes.count(messages, "message") + " of " + destination + " exported");
    }

    /** Under another name until it is complete. */
    private static long exportTo(Path file, boolean replaces, StoreAddress store, String destination)
            throws IOException {
        if (!replaces && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + PART);
        boolean complete = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
            long written = export(store, destination, out);
            out.flush();
            if (replaces) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, file);
            }
            complete = true;
            return written;
        } finally {
            if (!complete) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static long export(StoreAddress store, String destination, OutputStream out) throws IOException {
        try (StoredState state = StoredState.open(store)) {
            Mailbox mailbox = state.mailbox(destination);
            Lines lines = new Lines(state, out);
            mailbox.forEachInOrder(lines);
            return lines.written;
        } catch (UncheckedIOException e) {
            throw new IOException("Writing failed: " + e.getMessage(), e);
        }
    }

    /** Writes each message as it comes by. */
    private static final class Lines implements HeldVisitor {

        private final StoredState state;
        private final OutputStream out;
        private long written;

        Lines(StoredState state, OutputStream out) {
            this.state = state;
            this.out = out;
        }

        @Override
        public void onEntry(Entry entry) {
            write(entry.message().load(), entry.attempts());
        }

        @Override
        public long onPaged(Paged picture) {
            write(state.messageOf(picture).load(), picture.attempts());
            return picture.ref();
        }

        private void write(FrozenMessage message, int attempts) {
            if (message.body() instanceof LargeBody large) {
                throw new ProviderException(
                        ErrorCode.MESSAGE_FORMAT,
                        "Message " + message.id() + " has a body of " + large.length() + " bytes, which is too large"
                                + " for a line of JSON. Nothing was exported; consume it with a client first.");
            }
            JsonWriter line = new JsonWriter().open();
            MessageWriter.writeHead(message, line);
            line.name("deliveryCount").value(attempts).name("body");
            MessageWriter.writeBody(message.body(), line);
            try {
                out.write((line.close() + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written++;
        }
    }
}
