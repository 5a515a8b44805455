// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values, RFC 4180: fields may be quoted, and a quote within quotes is written twice. */
public final class CsvReader {

    private static final int END = -1;

    private final BufferedReader in;
    private int line = 1;

    /** Reads from here; closing it is up to the caller. */
    public CsvReader(Reader in) {
        this.in = new BufferedReader(in);
    }

    /** The fields of the next row, or null after the last one. */
    public @Nullable List<String> next() throws IOException {
        int first = read();
        if (first == END) {
            return null;
        }
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int next = first;
        while (!isEndOfRow(next)) {
            if (next == ',') {
                row.add(take(field));
            } else if (next == '"') {
                readQuoted(field);
            } else {
                field.append((char) next);
            }
            next = read();
        }
        row.add(take(field));
        return row;
    }

    private void readQuoted(StringBuilder field) throws IOException {
        int opened = line;
        while (true) {
            int next = read();
            if (next == END) {
                throw new IOException("The quote opened in line " + opened + " is never closed");
            }
            if (next != '"') {
                field.append((char) next);
            } else if (peek() == '"') {
                field.append((char) read());
            } else {
                return;
            }
        }
    }

    private boolean isEndOfRow(int next) throws IOException {
        if (next == '\r' && peek() == '\n') {
            read();
            return true;
        }
        return next == '\n' || next == END;
    }

    private int read() throws IOException {
        int next = in.read();
        if (next == '\n') {
            line++;
        }
        return next;
    }

    private int peek() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }

    private static String take(StringBuilder field) {
        String text = field.toString();
        field.setLength(0);
        return text;
    }
}
