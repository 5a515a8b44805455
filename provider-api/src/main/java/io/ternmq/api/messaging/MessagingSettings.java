// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.messaging;

import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.TraceMode;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of typed messaging.
 *
 * @param factory    makes connections
 * @param user       user name, or null (default) for what the factory says
 * @param password   password, or null
 * @param execution  where the program's own code runs; default {@link Execution.Detect}
 * @param codec      writes and reads bodies, or null (default) for Jakarta JSON Binding
 * @param source     what messages say of their sender when they do not say it themselves, or null (default)
 * @param tracing    how OpenTelemetry is used when it is on the class path; default {@link TraceMode#PARENT}. Trace
 *                   context travels in any case
 * @param closeLimit how long closing waits for handlers that run; default 10 s
 */
public record MessagingSettings(
        ConnectionFactory factory,
        @Nullable String user,
        @Nullable String password,
        Execution execution,
        @Nullable PayloadCodec codec,
        @Nullable String source,
        TraceMode tracing,
        Duration closeLimit) {}
