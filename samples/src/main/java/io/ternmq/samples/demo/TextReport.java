// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.io.PrintStream;
import java.util.Locale;

/** The result for people, no wider than 100 columns, in plain ASCII. */
public final class TextReport {

    private static final int LETTERS_SHOWN = 3;
    private static final String LINE = "%-17s  %-38s  %10s  %10s  %s%n";
    private static final double NANOS_PER_MILLI = 1e6;

    private TextReport() {}

    /** Prints it. */
    public static void print(Result result, PrintStream out) {
        printDeadLetters(result, out);
        printTable(result, out);
        printPatterns(result, out);
        printSpeed(result, out);
        out.println();
        result.complaints().forEach(complaint -> out.println("  ! " + complaint));
        out.println(result.isRight()
                ? "Every report found everybody who waited for it."
                : "Something is wrong: see above.");
    }

    private static void printDeadLetters(Result result, PrintStream out) {
        out.println();
        out.println("Dead letters, as read back from DLQ.alerts");
        result.deadLetters().stream().limit(LETTERS_SHOWN).forEach(letter -> {
            out.println("  " + letter.headline());
            out.println("    " + letter.reason() + " after " + letter.attempts() + " attempts at " + letter.origin()
                    + "; " + (letter.cause() == null ? "rolled back without a word" : letter.cause()));
        });
        int more = result.deadLetters().size() - LETTERS_SHOWN;
        if (more > 0) {
            out.println("  and " + grouped(more) + " more");
        }
        out.println();
    }

    private static void printTable(Result result, PrintStream out) {
        out.printf(LINE, "subscriber", "listens to", "expected", "received", "ok");
        for (Row row : result.rows()) {
            printRow(row, out);
            if (row.name().equals("archive")) {
                printSplit(result, out);
            }
        }
        out.println();
    }

    private static void printPatterns(Result result, PrintStream out) {
        if (!result.patterns().isEmpty()) {
            out.printf(LINE, "pattern", "what was done", "expected", "counted", "ok");
            result.patterns().forEach(row -> printRow(row, out));
            out.println();
        }
    }

    private static void printRow(Row row, PrintStream out) {
        out.printf(LINE, row.name(), row.listensTo(), grouped(row.expected()), grouped(row.received()),
                row.ok() ? "yes" : "NO");
    }

    private static void printSplit(Result result, PrintStream out) {
        int number = 1;
        for (long share : result.archiveSplit()) {
            out.printf("%-17s  %-38s  %10s  %10s%n", "", "  consumer " + number++, "", grouped(share));
        }
    }

    private static void printSpeed(Result result, PrintStream out) {
        Speed speed = result.speed();
        out.printf(Locale.ROOT, "published  %,10.0f messages/s     latency p50  %,8.2f ms%n",
                speed.publishedPerSecond(), speed.p50Nanos() / NANOS_PER_MILLI);
        out.printf(Locale.ROOT, "delivered  %,10.0f messages/s     latency p99  %,8.2f ms%n",
                speed.deliveredPerSecond(), speed.p99Nanos() / NANOS_PER_MILLI);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
