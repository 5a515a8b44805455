// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.load.LoadPlan;
import io.ternmq.server.load.LoadResult;
import io.ternmq.server.load.LoadRun;
import io.ternmq.server.load.Pace;
import io.ternmq.server.load.Progress;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tern bench}. */
@Command(
        name = "bench",
        description = "Puts load on a broker and prints rates and latencies.",
        footer = {
            "Examples:",
            "  tern bench                                          10 s, one producer, one consumer, 1 KiB, persistent",
            "  tern bench --producers 8 --consumers 8 --size 100 --non-persistent",
            "  tern bench --rate 500 --duration 1m --json          latencies at a rate that the broker can hold",
            "",
            "Latency counts from when a message was due to be sent until it was received; it says little"
                    + " without --rate,",
            "where messages mostly wait in the queue. Exit code 3 means that messages were missing at the end."
        })
final class BenchCommand extends ShellCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DESTINATION",
            defaultValue = "tern.bench",
            description = "Name of the queue or topic. Default: ${DEFAULT-VALUE}.")
    private String destination = "";

    @Option(names = {"-t", "--topic"}, description = "Load a topic: each consumer gets every message.")
    private boolean topic;

    @Option(names = "--producers", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int producers;

    @Option(names = "--consumers", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int consumers;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Size of a body. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "How many messages to send. Default: as many as --duration allows.")
    private @Nullable Long count;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            description = "How long to send. Default: 10s, or until --count is reached.")
    private @Nullable Duration duration;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "N",
            defaultValue = "0",
            description = "Messages a second over all producers. Default: as many as go.")
    private double rate;

    @Option(names = "--non-persistent", description = "The broker may lose the messages when it stops.")
    private boolean volatileMessages;

    @Option(
            names = "--transacted",
            paramLabel = "N",
            defaultValue = "0",
            description = "Send and receive in transactions of N messages.")
    private int transactions;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "No line a second about the progress.")
    private boolean quiet;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    BenchCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws JMSException, IOException {
        LoadPlan plan = plan();
        LoadResult result = new LoadRun(plan, () -> broker.connect(shell(), null), this::show).run();
        if (json) {
            shell().print(BenchReport.json(plan, result).toString());
        } else {
            for (String line : BenchReport.text(plan, result)) {
                shell().print(line);
            }
        }
        if (result.missing() > 0) {
            shell().remark("tern bench: " + result.missing() + " messages did not arrive in time.");
            return ExitCode.NOTHING;
        }
        return ExitCode.OK;
    }

    private LoadPlan plan() {
        try {
            Duration longest = Duration.ofSeconds(count == null ? 10 : 86_400);
            Pace pace = new Pace(
                    count == null ? Long.MAX_VALUE : count, duration == null ? longest : duration, rate);
            return new LoadPlan(
                    destination, topic, producers, consumers, size, !volatileMessages, transactions, pace);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(Progress progress) {
        if (shell().terminal() && !quiet) {
            shell().remark(String.format(Locale.ROOT, "%5d s   sent %,11.0f/s   received %,11.0f/s",
                    progress.second(), progress.sentPerSecond(), progress.receivedPerSecond()));
        }
    }
}
