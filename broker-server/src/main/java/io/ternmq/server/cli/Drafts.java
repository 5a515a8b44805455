// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.MessageDraft;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is to be sent, one after the other. */
interface Drafts extends AutoCloseable {

    /** The next one, or null at the end. */
    @Nullable MessageDraft next() throws IOException;

    /** Where the last one came from, as the beginning of a sentence about what is wrong with it; may be empty. */
    String place();

    @Override
    void close() throws IOException;

    /** The same draft several times. */
    static Drafts repeated(MessageDraft draft, int times) {
        return new Drafts() {
            private int left = times;

            @Override
            public @Nullable MessageDraft next() {
                return left-- > 0 ? draft : null;
            }

            @Override
            public String place() {
                return "";
            }

            @Override
            public void close() {
                left = 0;
            }
        };
    }

    /** One draft a line; lines without anything are passed over. */
    static Drafts lines(InputStream in, UnaryOperator<MessageDraft> finish) {
        return new Lines(in, finish);
    }

    /** Reads lines and counts them. */
    final class Lines implements Drafts {

        private final BufferedReader reader;
        private final UnaryOperator<MessageDraft> finish;
        private long number;

        private Lines(InputStream in, UnaryOperator<MessageDraft> finish) {
            this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            this.finish = finish;
        }

        @Override
        public @Nullable MessageDraft next() throws IOException {
            String line = read();
            while (line != null && line.isBlank()) {
                line = read();
            }
            return line == null ? null : finish.apply(MessageDraft.parse(line));
        }

        private @Nullable String read() throws IOException {
            number++;
            try {
                return reader.readLine();
            } catch (CharacterCodingException e) {
                throw new IOException("after line " + (number - 1) + " the input is not UTF-8", e);
            }
        }

        @Override
        public String place() {
            return "line " + number + ": ";
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
