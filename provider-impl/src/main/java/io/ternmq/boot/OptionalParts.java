// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.TraceMode;
import io.ternmq.pattern.PlainTracing;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.json.JsonBinding;
import io.ternmq.pattern.json.NoJsonBinding;
import io.ternmq.pattern.otel.OtelTracing;

/** What works without further dependencies and better with them. Their classes are touched only when they are there. */
final class OptionalParts {

    private OptionalParts() {}

    /** Jakarta JSON Binding, or a codec that says what is missing once it is needed. */
    static PayloadCodec codec() {
        return isPresent("jakarta.json.bind.JsonbBuilder") ? new JsonBinding() : new NoJsonBinding();
    }

    /** OpenTelemetry when it is there, new enough and wanted. */
    static Tracing tracing(MessagingSettings settings) {
        return settings.tracing() != TraceMode.OFF && hasTelemetry()
                ? OtelTracing.ofProcess(settings.tracing() == TraceMode.LINK, systemOf(settings))
                : new PlainTracing();
    }

    /** A server may show its own OpenTelemetry to programs, one without the method that is asked for the instance. */
    private static boolean hasTelemetry() {
        try {
            Class.forName(
                            "io.opentelemetry.api.GlobalOpenTelemetry",
                            false,
                            OptionalParts.class.getClassLoader())
                    .getMethod("getOrNoop");
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    private static String systemOf(MessagingSettings settings) {
        return settings.factory() instanceof TernConnectionFactory ? "ternmq" : "jms";
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, OptionalParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
