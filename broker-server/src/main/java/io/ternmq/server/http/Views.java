// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.MessageBody;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.QueueView;
import io.ternmq.api.management.SubscriptionView;
import io.ternmq.server.ndjson.TypedValues;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the management interface shows, as JSON. Pure functions. */
final class Views {

    private Views() {}

    /** A reply with one member that holds everything there is. */
    static <T> Reply list(String name, Collection<T> all, Function<T, JsonObjectBuilder> view) {
        return Reply.json(Json.createObjectBuilder().add(name, array(all, view)));
    }

    static <T> JsonArrayBuilder array(Collection<T> all, Function<T, JsonObjectBuilder> view) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        all.forEach(each -> array.add(view.apply(each)));
        return array;
    }

    static JsonObjectBuilder queue(QueueView queue) {
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("name", queue.name())
                .add("temporary", queue.isTemporary())
                .add("deadLetters", queue.isDeadLetters());
        return object.addAll(figures(queue.figures()));
    }

    static JsonObjectBuilder subscription(SubscriptionView subscription) {
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("label", subscription.label())
                .add("number", subscription.number())
                .add("topic", subscription.topic());
        addText(object, "name", subscription.name());
        addText(object, "clientId", subscription.clientId());
        object.add("durable", subscription.isDurable()).add("shared", subscription.isShared());
        addText(object, "selector", subscription.selector());
        return object.addAll(figures(subscription.figures()));
    }

    private static void addText(JsonObjectBuilder object, String name, @Nullable String text) {
        if (text != null) {
            object.add(name, text);
        }
    }

    private static JsonObjectBuilder figures(MailboxStatistics figures) {
        return Json.createObjectBuilder()
                .add("depth", figures.depth())
                .add("ready", figures.waiting())
                .add("inFlight", figures.inFlight())
                .add("scheduled", figures.scheduled())
                .add("bytes", figures.bytes())
                .add("consumers", figures.consumers())
                .addAll(RecordJson.builder(figures.condition()))
                .add("totals", RecordJson.of(figures.totals()));
    }

    static Reply page(MessagePage page) {
        JsonObjectBuilder object = Json.createObjectBuilder().add("messages", array(page.messages(), Views::message));
        if (page.next() != MessagePage.END) {
            object.add("next", page.next());
        }
        return Reply.json(object);
    }

    static JsonObjectBuilder message(MessageView message) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        message.properties().forEach((name, value) -> properties.add(name, TypedValues.toJson(value)));
        return Json.createObjectBuilder()
                .add("number", message.number())
                .add("position", message.position())
                .add("messageId", message.messageId())
                .add("headers", RecordJson.of(message.headers()))
                .add("properties", properties)
                .add("body", body(message.body()))
                .add("state", RecordJson.of(message.state()));
    }

    private static JsonObjectBuilder body(MessageBody body) {
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("type", body.type().name())
                .add("sizeBytes", body.sizeBytes())
                .add("complete", body.isComplete());
        addText(object, "text", body.text());
        ByteBuffer bytes = body.bytes();
        if (bytes != null) {
            object.add("bytes", Base64.getEncoder().encodeToString(contentOf(bytes)));
        }
        if (body.type() == MessageBody.Type.MAP) {
            JsonObjectBuilder named = Json.createObjectBuilder();
            body.named().forEach((name, value) -> named.add(name, valueOf(value)));
            object.add("named", named);
        } else if (body.type() == MessageBody.Type.STREAM) {
            JsonArrayBuilder values = Json.createArrayBuilder();
            body.values().forEach(value -> values.add(valueOf(value)));
            object.add("values", values);
        }
        return object;
    }

    private static JsonValue valueOf(@Nullable Object value) {
        return TypedValues.toJson(value instanceof ByteBuffer bytes ? contentOf(bytes) : value);
    }

    private static byte[] contentOf(ByteBuffer bytes) {
        ByteBuffer view = bytes.duplicate();
        byte[] content = new byte[view.remaining()];
        view.get(content);
        return content;
    }
}
