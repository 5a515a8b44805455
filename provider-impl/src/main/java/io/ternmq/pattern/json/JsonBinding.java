// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.pattern.Bodies;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as JSON text by Jakarta JSON Binding in its default configuration. The binding is made when a body first needs
 * it, since making it takes longer than opening a connection. Any thread.
 */
public final class JsonBinding implements PayloadCodec {

    /** Media type of what is written. */
    public static final String JSON = "application/json";

    private @Nullable volatile Jsonb made;

    /** A codec that has nothing yet. */
    public JsonBinding() {}

    @Override
    public Payload write(Object body) {
        Jsonb jsonb = jsonb();
        try {
            return Payload.text(JSON, jsonb.toJson(body));
        } catch (RuntimeException e) {
            throw new PayloadException(
                    ErrorCode.PAYLOAD_UNWRITABLE,
                    "A body of " + body.getClass().getName() + " cannot be written as JSON: " + e.getMessage(),
                    "$",
                    e);
        }
    }

    @Override
    public Object read(Payload payload, Type type) {
        Jsonb jsonb = jsonb();
        String text = Bodies.text(payload);
        try {
            return jsonb.fromJson(text, type);
        } catch (RuntimeException e) {
            Fault fault = new FaultFinder(jsonb, e).find(text, type);
            throw new PayloadException(
                    ErrorCode.PAYLOAD_UNREADABLE,
                    "The body is no " + type.getTypeName() + ": at " + fault.path() + ' ' + fault.words() + ". "
                            + e.getMessage(),
                    fault.path(),
                    e);
        }
    }

    private Jsonb jsonb() {
        Jsonb known = made;
        return known == null ? make() : known;
    }

    private synchronized Jsonb make() {
        Jsonb known = made;
        if (known == null) {
            known = create();
            made = known;
        }
        return known;
    }

    private static Jsonb create() {
        try {
            return JsonbBuilder.create();
        } catch (JsonbException | LinkageError e) {
            throw NoJsonBinding.missing("a class or record", e);
        }
    }
}
