// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.logging;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line: time, level, thread, last part of the logger's name, message. An exception follows on indented lines, so
 * that a line that is not indented always begins an entry. What is not printable is escaped: a stranger who chooses a
 * part of a message cannot forge an entry. Any thread may call.
 */
public final class LineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String INDENT = "    ";

    /** For handlers. */
    public LineFormatter() {}

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder();
        line.append(TIME.format(entry.getInstant())).append(' ');
        line.append(String.format(Locale.ROOT, "%-7s", Entries.level(entry)));
        line.append(" [").append(escape(Entries.thread(entry))).append("] ");
        line.append(shortName(Entries.logger(entry))).append(": ").append(escape(formatMessage(entry))).append('\n');
        Entries.trace(entry).ifPresent(trace -> trace.lines().forEach(each ->
                line.append(INDENT).append(escape(each.replace("\t", INDENT))).append('\n')));
        return line.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String escape(String text) {
        if (text.codePoints().noneMatch(LineFormatter::isHidden)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> append(escaped, point);
            }
        });
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int point) {
        if (isHidden(point)) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", point));
        } else {
            escaped.appendCodePoint(point);
        }
    }

    /** Control characters, separators of lines, and what turns the direction of writing. */
    private static boolean isHidden(int point) {
        return Character.isISOControl(point) || point == 0x2028 || point == 0x2029
                || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }
}
