// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.MessageDraft;
import io.ternmq.server.ndjson.MessageTextException;
import io.ternmq.server.ndjson.ValueKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a message says, and where that comes from: the command line, a file or the standard input. */
final class BodyOptions {

    private static final String STANDARD_INPUT = "-";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Send what is in the file, as text in UTF-8; - is the standard input.")
    private @Nullable Path file;

    @Option(names = "--bytes", description = "Send a bytes message instead of a text message.")
    private boolean bytes;

    @Option(names = "--ndjson", description = "Read one message a line, as receive --json writes them; see below.")
    private boolean lines;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "Set a header, for example JMSType=order or JMSReplyTo=queue://answers.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = {"-p", "--property"},
            paramLabel = "NAME[:TYPE]=VALUE",
            description = "Set a property; its type is boolean, byte, short, int, long, float, double or"
                    + " string (default).")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** What is to be sent, which is the body if there is one; headers and properties of the command line are in it. */
    Drafts open(Shell shell, @Nullable String body, int count) throws IOException {
        if (body != null && (file != null || lines)) {
            throw new UsageException("BODY goes neither with --file nor with --ndjson");
        }
        if (lines && (bytes || count != 1)) {
            throw new UsageException("--ndjson goes neither with --bytes nor with --count: the lines say it all");
        }
        finish(MessageDraft.text("")); // refuses what is wrong with the options before anything is read
        return lines ? Drafts.lines(source(shell), this::finish) : Drafts.repeated(finish(single(shell, body)), count);
    }

    private MessageDraft single(Shell shell, @Nullable String body) throws IOException {
        if (body != null) {
            return bytes ? MessageDraft.bytes(body.getBytes(StandardCharsets.UTF_8)) : MessageDraft.text(body);
        }
        if (bytes && isRegularFile()) {
            return MessageDraft.stream(() -> source(shell));
        }
        byte[] content = everything(shell);
        if (bytes) {
            return MessageDraft.bytes(content);
        }
        try {
            return MessageDraft.text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            throw new InputException("What was handed in is no text in UTF-8; send it with --bytes", e);
        }
    }

    /** Such a file can be opened again for each message, and may be larger than memory. */
    private boolean isRegularFile() {
        return file != null && Files.isRegularFile(file);
    }

    private byte[] everything(Shell shell) throws IOException {
        try (InputStream in = source(shell)) {
            return in.readAllBytes();
        }
    }

    private InputStream source(Shell shell) throws IOException {
        return file == null || file.toString().equals(STANDARD_INPUT) ? shell.in() : Files.newInputStream(file);
    }

    private MessageDraft finish(MessageDraft draft) {
        try {
            headers.forEach(draft::setHeader);
            properties.forEach((name, value) -> setProperty(draft, name, value));
        } catch (MessageTextException e) {
            throw new UsageException(e.getMessage(), e);
        }
        return draft;
    }

    private static void setProperty(MessageDraft draft, String nameAndType, String value) {
        int colon = nameAndType.indexOf(':');
        if (colon < 0) {
            draft.setProperty(nameAndType, value);
        } else {
            ValueKind type = ValueKind.forProperty(nameAndType.substring(colon + 1));
            draft.setProperty(nameAndType.substring(0, colon), type.parse(value));
        }
    }
}
