// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.Destinations;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tern send}. */
@Command(
        name = "send",
        description = "Sends messages to a queue or a topic.",
        footer = {
            "Examples:",
            "  tern send orders 'two of the blue ones'",
            "  tern send orders --file order.xml --property region=north --property items:int=2",
            "  tern send --topic prices --ttl 5s 99.95",
            "  tern receive --all --json orders | tern send --ndjson --transacted 100 archive",
            "",
            "A line for --ndjson is a JSON object, of which every member may be missing:",
            "  {\"type\":\"text\",\"headers\":{\"JMSType\":\"order\",\"JMSPriority\":7},\"properties\":{\"items\":2},"
                    + "\"body\":\"…\"}",
            "type is text, bytes (base64), map (an object), stream (an array), object (base64) or message (no body).",
            "A value is a string, true or false, null, a number, or names its type: {\"long\":5}. The types are",
            "boolean, byte, short, int, long, float, double, string, and in bodies char and bytes (base64)."
        })
final class SendCommand extends ShellCommand {

    @Parameters(index = "0", paramLabel = "DESTINATION", description = "Name of the queue, or with --topic"
            + " of the topic.")
    private String destination = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BODY",
            description = "The text. Without it, and without --file, the standard input is sent as one message.")
    private @Nullable String text;

    @Option(names = {"-t", "--topic"}, description = "Send to a topic.")
    private boolean topic;

    @Mixin
    private final BodyOptions body = new BodyOptions();

    @Mixin
    private final DeliveryOptions delivery = new DeliveryOptions();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Send the message N times.")
    private int count = 1;

    @Option(
            names = "--transacted",
            paramLabel = "N",
            defaultValue = "0",
            description = "Send in transactions of N messages. A failure takes back the last, unfinished one.")
    private int batch;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    SendCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws JMSException, IOException {
        check();
        try (Connection connection = broker.connect(shell(), null);
                Session session = session(connection);
                Drafts drafts = body.open(shell(), text, count)) {
            Destination target = topic ? session.createTopic(destination) : session.createQueue(destination);
            Sending sending = new Sending(session, session.createProducer(target), delivery, batch);
            try {
                sending.sendAll(drafts);
            } catch (InputException e) {
                throw new InputException(e.getMessage() + sending.whatWasSent(), e);
            }
            report(sending, Destinations.textOf(target));
        }
        return ExitCode.OK;
    }

    private void check() {
        if (count < 1 || batch < 0) {
            throw new UsageException("--count must be 1 or more, and --transacted not negative");
        }
        delivery.check();
    }

    private Session session(Connection connection) throws JMSException {
        return connection.createSession(batch > 0 ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
    }

    private void report(Sending sending, String target) throws IOException {
        if (json) {
            shell().print(Json.createObjectBuilder()
                    .add("destination", target).add("sent", sending.sent())
                    .add("lastMessageId", sending.lastId()).build().toString());
        } else {
            shell().print("Sent " + sending.sent() + (sending.sent() == 1 ? " message" : " messages") + " to " + target
                    + '.');
        }
    }
}
