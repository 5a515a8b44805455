// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tern browse}. */
@Command(
        name = "browse",
        description = "Prints the messages of a queue and leaves them where they are.",
        footer = {
            "Examples:",
            "  tern browse orders",
            "  tern browse --headers --limit 3 DLQ.orders",
            "  tern browse --json --selector \"region = 'north'\" orders",
            "",
            "Exit code 3 means that there was nothing to show."
        })
final class BrowseCommand extends ShellCommand {

    @Parameters(index = "0", paramLabel = "QUEUE", description = "Name of the queue.")
    private String queue = "";

    @Option(
            names = {"-s", "--selector"},
            paramLabel = "SELECTOR",
            description = "Show only what matches, for example \"JMSPriority > 4 AND region = 'north'\".")
    private @Nullable String selector;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "Show at most so many. Default: all.")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    BrowseCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws JMSException, IOException {
        if (limit < 1) {
            throw new UsageException("--limit must be 1 or more");
        }
        try (Connection connection = broker.connect(shell(), null);
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                Place place = output.open(shell());
                QueueBrowser browser = session.createBrowser(session.createQueue(queue), selector)) {
            connection.start();
            if (show(browser.getEnumeration(), place) > 0) {
                return ExitCode.OK;
            }
            shell().remark("tern browse: There is nothing to show in queue://" + queue + '.');
            return ExitCode.NOTHING;
        }
    }

    private long show(Enumeration<?> messages, Place place) throws JMSException, IOException {
        long shown = 0;
        while (shown < limit && messages.hasMoreElements()) {
            place.write((Message) messages.nextElement());
            shown++;
        }
        place.settle();
        return shown;
    }
}
