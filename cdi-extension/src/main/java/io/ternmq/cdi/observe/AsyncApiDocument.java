// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.pattern.Channel;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One document in the making. Loaded only when Jakarta JSON Processing is there. */
final class AsyncApiDocument {

    private final AsyncApi head;
    private final List<Declaration> declarations;
    private final Schemas schemas = new Schemas();
    private final MessageTable messages = new MessageTable(schemas);
    private final Map<String, Place> places = new TreeMap<>();
    private final Map<String, JsonObject> operations = new TreeMap<>();

    /** A channel of the document: what it is, and its messages by name. */
    private record Place(@Nullable Channel channel, Map<String, JsonValue> messages) {}

    AsyncApiDocument(AsyncApi head, List<Declaration> declarations) {
        this.head = head;
        this.declarations = declarations.stream()
                .sorted(Comparator.comparing(Declaration::name)
                        .thenComparing(each -> each.channel().toString())
                        .thenComparing(each -> each.payload().getTypeName()))
                .toList();
    }

    String text() {
        declarations.forEach(this::add);
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("asyncapi", "3.0.0")
                .add("info", Json.createObjectBuilder().add("title", head.title()).add("version", head.version()))
                .add("defaultContentType", MessageTable.JSON);
        JsonObject servers = ServerList.of(head.urls());
        if (!servers.isEmpty()) {
            document.add("servers", servers);
        }
        document.add("channels", channels())
                .add("operations", object(operations))
                .add(
                        "components",
                        Json.createObjectBuilder()
                                .add("messages", object(messages.all()))
                                .add("schemas", object(schemas.all())));
        return print(document.build());
    }

    private void add(Declaration declaration) {
        String id = Names.free(declaration.name(), operations::containsKey);
        String place = place(declaration.channel());
        boolean sends = declaration.direction() == Declaration.Direction.SENDS;
        JsonObjectBuilder operation = Json.createObjectBuilder()
                .add("action", sends ? "send" : "receive")
                .add("channel", reference("channels", place))
                .add("messages", message(place, declaration.payload()));
        Type reply = declaration.reply();
        if (reply != null) {
            operation.add("reply", reply(place + ".reply", reply));
        }
        addText(operation, "x-selector", declaration.selector());
        addText(operation, "x-subscription", declaration.subscription());
        operations.put(id, operation.build());
    }

    private static void addText(JsonObjectBuilder into, String name, @Nullable String value) {
        if (value != null) {
            into.add(name, value);
        }
    }

    /** The key of a channel; another channel whose name looks the same as a key gets another one. */
    private String place(Channel channel) {
        String wanted = (channel.isQueue() ? "queue." : "topic.") + channel.name();
        String id = Names.free(wanted, key -> {
            Place there = places.get(key);
            return there != null && !channel.equals(there.channel());
        });
        places.computeIfAbsent(id, key -> new Place(channel, new TreeMap<>()));
        return id;
    }

    /** Replies go to an address that each request says. */
    private JsonObjectBuilder reply(String place, Type type) {
        places.computeIfAbsent(place, key -> new Place(null, new TreeMap<>()));
        return Json.createObjectBuilder()
                .add("address", Json.createObjectBuilder().add("location", "$message.header#/JMSReplyTo"))
                .add("channel", reference("channels", place))
                .add("messages", message(place, type));
    }

    private JsonArrayBuilder message(String place, Type type) {
        String name = messages.name(type);
        Place there = places.get(place);
        if (there != null) {
            there.messages().put(name, reference("components/messages", name));
        }
        return Json.createArrayBuilder().add(reference("channels", place + "/messages/" + name));
    }

    private static JsonObject reference(String where, String name) {
        return Json.createObjectBuilder().add("$ref", "#/" + where + '/' + name).build();
    }

    private JsonObject channels() {
        Map<String, JsonObject> all = new TreeMap<>();
        places.forEach((id, place) -> all.put(id, channel(place)));
        return object(all);
    }

    private static JsonObject channel(Place place) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        Channel channel = place.channel();
        if (channel == null) {
            object.addNull("address");
        } else {
            Address address = Address.of(channel.name());
            object.add("address", address.text());
            if (!address.parameters().isEmpty()) {
                object.add("parameters", address.toJson());
            }
            object.add("x-destination", channel.isQueue() ? "queue" : "topic");
        }
        return object.add("messages", object(place.messages())).build();
    }

    private static JsonObject object(Map<String, ? extends JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    private static String print(JsonObject document) {
        StringWriter text = new StringWriter();
        Map<String, Object> pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
        try (JsonWriter writer = Json.createWriterFactory(pretty).createWriter(text)) {
            writer.writeObject(document);
        }
        return text.toString().strip() + '\n';
    }
}
