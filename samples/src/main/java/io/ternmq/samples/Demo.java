// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples;

import io.ternmq.api.ProviderException;
import io.ternmq.samples.demo.JsonReport;
import io.ternmq.samples.demo.Options;
import io.ternmq.samples.demo.Progress;
import io.ternmq.samples.demo.Result;
import io.ternmq.samples.demo.Show;
import io.ternmq.samples.demo.TextReport;
import io.ternmq.samples.patterns.Tour;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import jakarta.jms.JMSRuntimeException;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;

/**
 * Plays a week of real earthquake reports through a broker inside this program and checks every count. {@link Show} is
 * where the messages flow by plain Jakarta Messaging, {@link Tour} runs every pattern.
 */
public final class Demo {

    /** Every count is right. */
    public static final int RIGHT = 0;

    /** A count is wrong, or something did not arrive in time. */
    public static final int WRONG = 1;

    /** The arguments were not understood. */
    public static final int USAGE = 2;

    private Demo() {}

    /** Runs the demo and ends the Java virtual machine with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err, isTerminal()));
    }

    /** Runs the demo: the result goes to out; progress goes there too, unless out is for a machine. */
    static int run(String[] args, PrintStream out, PrintStream err, boolean terminal) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Options.HELP);
            return USAGE;
        }
        if (options.help()) {
            out.print(Options.HELP);
            return RIGHT;
        }
        try {
            return play(options, out, new Progress(options.json() ? err : out, terminal));
        } catch (JMSRuntimeException | ProviderException | IllegalStateException e) {
            err.println("The show had to stop: " + e.getMessage());
            return WRONG;
        }
    }

    private static int play(Options options, PrintStream out, Progress progress) {
        List<Quake> quakes = QuakeFile.load();
        Result show = new Show(quakes, options, progress).play();
        progress.say("The patterns, over the same week");
        Result result = show.withPatterns(Tour.play(quakes));
        if (options.json()) {
            JsonReport.print(result, out);
        } else {
            TextReport.print(result, out);
        }
        return result.isRight() ? RIGHT : WRONG;
    }

    /** Newer Java virtual machines have a console in a pipe too; they can tell the difference. */
    @SuppressWarnings("SystemConsoleNull") // the answer of older ones; the newer ones are asked below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
