// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.messaging;

import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.TraceMode;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the settings of typed messaging. Not for use by several threads. */
public final class MessagingBuilder {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ConnectionFactory factory;
    private @Nullable String user;
    private @Nullable String password;
    private Execution execution = new Execution.Detect();
    private @Nullable PayloadCodec codec;
    private @Nullable String source;
    private TraceMode tracing = TraceMode.PARENT;
    private Duration closeLimit = CLOSE_LIMIT;

    MessagingBuilder(ConnectionFactory factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /**
     * Connects as a user.
     *
     * @param name   user name
     * @param secret password
     * @return this builder
     */
    public MessagingBuilder credentials(String name, String secret) {
        this.user = name;
        this.password = secret;
        return this;
    }

    /**
     * Chooses where the program's own code runs.
     *
     * @param choice default {@link Execution.Detect}
     * @return this builder
     */
    public MessagingBuilder execution(Execution choice) {
        this.execution = choice;
        return this;
    }

    /**
     * Chooses how bodies are written and read.
     *
     * @param choice in place of Jakarta JSON Binding
     * @return this builder
     */
    public MessagingBuilder codec(PayloadCodec choice) {
        this.codec = choice;
        return this;
    }

    /**
     * Says who sends, for messages that do not say it themselves.
     *
     * @param name a name or URI of the program's own
     * @return this builder
     */
    public MessagingBuilder source(String name) {
        this.source = name;
        return this;
    }

    /**
     * Chooses how OpenTelemetry is used when it is on the class path.
     *
     * @param choice default {@link TraceMode#PARENT}; trace context travels in any case
     * @return this builder
     */
    public MessagingBuilder tracing(TraceMode choice) {
        this.tracing = choice;
        return this;
    }

    /**
     * Says how long closing waits for handlers that run.
     *
     * @param limit 0 for not at all; default 10 s
     * @return this builder
     */
    public MessagingBuilder closeLimit(Duration limit) {
        this.closeLimit = limit;
        return this;
    }

    /**
     * Ends the building. Nothing is connected yet.
     *
     * @return to be closed by the caller
     */
    public Messaging build() {
        return MessagingProvider.installed()
                .open(new MessagingSettings(
                        factory, user, password, execution, codec, source, tracing, closeLimit));
    }
}
