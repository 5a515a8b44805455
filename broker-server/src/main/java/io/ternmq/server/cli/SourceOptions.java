// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where messages come from: a queue, a topic, or a subscription to one. */
final class SourceOptions {

    @Parameters(index = "0", paramLabel = "DESTINATION", description = "Name of the queue or topic.")
    private String destination = "";

    @Option(
            names = {"-t", "--topic"},
            description = "Listen to a topic; * in DESTINATION stands for one level, # for any number.")
    private boolean topic;

    @Option(
            names = "--durable",
            paramLabel = "NAME",
            description = "Use, or make, the durable subscription of this name; goes with --client-id.")
    private @Nullable String durable;

    @Option(
            names = "--shared",
            paramLabel = "NAME",
            description = "Share the subscription of this name; it ends with its last consumer.")
    private @Nullable String shared;

    @Option(
            names = "--shared-durable",
            paramLabel = "NAME",
            description = "Share the durable subscription of this name.")
    private @Nullable String sharedDurable;

    @Option(names = "--client-id", paramLabel = "ID", description = "Client identifier of the connection.")
    private @Nullable String clientId;

    @Option(
            names = {"-s", "--selector"},
            paramLabel = "SELECTOR",
            description = "Take only what matches, for example \"JMSPriority > 4 AND region = 'north'\".")
    private @Nullable String selector;

    @Nullable String clientId() {
        return clientId;
    }

    void check() {
        long names = Stream.of(durable, shared, sharedDurable).filter(name -> name != null).count();
        if (names > 1) {
            throw new UsageException("Only one of --durable, --shared and --shared-durable makes sense");
        }
        if (durable != null && clientId == null) {
            throw new UsageException("--durable needs --client-id, to which such a subscription belongs;"
                    + " --shared-durable does without");
        }
    }

    MessageConsumer consumer(Session session) throws JMSException {
        boolean subscribes = topic || durable != null || shared != null || sharedDurable != null;
        return subscribes
                ? subscribe(session, session.createTopic(destination))
                : session.createConsumer(session.createQueue(destination), selector);
    }

    private MessageConsumer subscribe(Session session, Topic source) throws JMSException {
        if (durable != null) {
            return session.createDurableConsumer(source, durable, selector, false);
        }
        if (shared != null) {
            return session.createSharedConsumer(source, shared, selector);
        }
        return sharedDurable == null
                ? session.createConsumer(source, selector)
                : session.createSharedDurableConsumer(source, sharedDurable, selector);
    }
}
