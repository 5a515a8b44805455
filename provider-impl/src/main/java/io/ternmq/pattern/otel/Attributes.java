// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import org.jspecify.annotations.Nullable;

/** What spans say of messages, by the names of the semantic conventions for messaging. */
final class Attributes {

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> CONVERSATION =
            AttributeKey.stringKey("messaging.message.conversation_id");
    private static final AttributeKey<Long> BATCH_COUNT = AttributeKey.longKey("messaging.batch.message_count");

    private Attributes() {}

    static void describe(SpanBuilder span, String system, String operation, @Nullable Channel channel) {
        span.setAttribute(SYSTEM, system);
        span.setAttribute(OPERATION_NAME, operation);
        span.setAttribute(OPERATION_TYPE, operation);
        if (channel != null) {
            span.setAttribute(DESTINATION, channel.name());
        }
    }

    static void describe(SpanBuilder span, Incoming<?> message) {
        setIfKnown(span, MESSAGE_ID, message.id());
        setIfKnown(span, CONVERSATION, message.correlationId());
    }

    static void describe(SpanBuilder span, int batch) {
        span.setAttribute(BATCH_COUNT, (long) batch);
    }

    private static void setIfKnown(SpanBuilder span, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }
}
