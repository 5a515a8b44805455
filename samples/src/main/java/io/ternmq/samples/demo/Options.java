// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.util.Arrays;
import java.util.Iterator;

/**
 * What the command line asked for.
 *
 * @param rate   reports published in a second; 0 for as fast as possible
 * @param repeat how often the week is played
 * @param json   whether the result is for a machine
 * @param help   whether only help is wanted
 */
public record Options(int rate, int repeat, boolean json, boolean help) {

    /** What {@code --help} prints. */
    public static final String HELP = """
            Usage: ./tern demo [--rate N] [--repeat N] [--json]

            Plays a week of real earthquake reports through a broker inside this program,
            with subscribers of every kind, and checks that each of them got what it should. Then it
            runs every pattern over the same week: streams, pipelines, requests, jobs.

              --rate N     publish N reports a second, 1 to 1000000; default: as fast as possible
              --repeat N   play the week N times, 1 to 1000; default: 1
              --json       print the result as JSON; progress goes to the error stream
              --help       print this text

            Exit status: 0 all counts are right, 1 a count is wrong or something is late, 2 wrong usage.
            """;

    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_REPEAT = 1_000;

    /** The options without any argument. */
    public static final Options DEFAULT = new Options(0, 1, false, false);

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with a sentence for the user when they are not understood
     */
    public static Options parse(String... args) {
        Options options = DEFAULT;
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String argument, Iterator<String> rest) {
        return switch (argument) {
            case "--rate" -> new Options(number(argument, rest, MOST_RATE), repeat, json, help);
            case "--repeat" -> new Options(rate, number(argument, rest, MOST_REPEAT), json, help);
            case "--json" -> new Options(rate, repeat, true, help);
            case "--help", "-h" -> new Options(rate, repeat, json, true);
            default -> throw new IllegalArgumentException("Sorry, the demo does not know '" + argument + "'.");
        };
    }

    private static int number(String option, Iterator<String> rest, int most) {
        String text = rest.hasNext() ? rest.next() : "nothing";
        boolean isNumber = text.matches("[0-9]{1,7}");
        if (!isNumber || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    option + " takes a whole number from 1 to " + most + ", but was given " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
