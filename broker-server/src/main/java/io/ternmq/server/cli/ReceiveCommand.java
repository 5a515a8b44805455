// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tern receive}. */
@Command(
        name = "receive",
        description = "Takes messages out of a queue, or listens to a topic, and prints their bodies.",
        footer = {
            "Examples:",
            "  tern receive orders                                   one message, waiting up to 10 s",
            "  tern receive --all --output parcels/ orders           everything there is, a file for each",
            "  tern receive --follow --json --topic 'prices.#'       until it is stopped",
            "  tern receive --json -n 100 --ack transacted orders    in one transaction",
            "",
            "A message is acknowledged once it was written, and not before: if the output fails, it stays"
                    + " with the broker.",
            "A text ends with a line break, bytes are printed as they are, every other body as JSON."
        })
final class ReceiveCommand extends ShellCommand {

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "How many messages to take. Default: 1.")
    private @Nullable Long count;

    @Option(names = {"-a", "--all"}, description = "Take messages until none comes within the timeout.")
    private boolean all;

    @Option(names = "--follow", description = "Take messages until the command is stopped.")
    private boolean follow;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long to wait for each message, for example 500ms; 0 is not at all. Default:"
                    + " 10s, with --all 1s.")
    private @Nullable Duration timeout;

    @Option(
            names = "--ack",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "auto: each message once it was written (default); client or transacted:"
                    + " together, see --batch.")
    private Settlement settlement = Settlement.AUTO;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --ack client or transacted, how many messages are settled together."
                    + " Default: all, at the end.")
    private long batch;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    ReceiveCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws JMSException, IOException {
        check();
        try (Connection connection = broker.connect(shell(), source.clientId());
                Session session = connection.createSession(settlement.sessionMode());
                Place place = output.open(shell());
                MessageConsumer consumer = source.consumer(session)) {
            connection.start();
            long each = settlement == Settlement.AUTO ? 1 : batch;
            return end(new Receiving(session, consumer, place, settlement, each).take(most(), patience()));
        }
    }

    private void check() {
        source.check();
        checkAmount();
        if (follow && settlement != Settlement.AUTO && batch == 0) {
            throw new UsageException("--follow with --ack " + settlement + " needs --batch, because there is no end");
        }
        if (follow && timeout != null) {
            throw new UsageException("--follow waits for ever and goes without --timeout");
        }
    }

    private void checkAmount() {
        if ((count != null && (all || follow)) || (all && follow)) {
            throw new UsageException("Only one of --count, --all and --follow makes sense");
        }
        if ((count != null && count < 1) || batch < 0) {
            throw new UsageException("--count must be 1 or more, and --batch not negative");
        }
    }

    private long most() {
        return all || follow ? Long.MAX_VALUE : wanted();
    }

    private long wanted() {
        return count == null ? 1 : count;
    }

    private @Nullable Duration patience() {
        if (follow || timeout != null) {
            return timeout;
        }
        return Duration.ofSeconds(all ? 1 : 10);
    }

    private int end(long taken) {
        if (taken >= (all ? 1 : wanted())) {
            return ExitCode.OK;
        }
        shell().remark(taken == 0
                ? "tern receive: No message came in time."
                : "tern receive: Only " + taken + " of " + wanted() + " messages came in time.");
        return ExitCode.NOTHING;
    }
}
