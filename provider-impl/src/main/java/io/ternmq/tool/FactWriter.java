// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Fact;
import io.ternmq.message.Address;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageRef;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Facts as JSON: the components of the record by their names, so that a new kind of fact needs nothing here. That it is
 * durable is left out, because all that is stored is.
 *
 * @param withBodies whether bodies of messages are shown
 * @param inFull     whether long bodies and long lists are shown in full
 */
record FactWriter(boolean withBodies, boolean inFull) {

    private static final int LONGEST_BODY = 200;
    private static final int LONGEST_LIST = 8;
    private static final String ALWAYS_TRUE = "isDurable";

    /** The kind of a fact. */
    static String nameOf(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    /** Adds what a fact says to the object that is open. */
    void write(Fact fact, JsonWriter out) {
        writeComponents(fact, out);
    }

    private void writeComponents(Object owner, JsonWriter out) {
        for (RecordComponent component : owner.getClass().getRecordComponents()) {
            if (!component.getName().equals(ALWAYS_TRUE)) {
                out.name(component.getName());
                write(valueOf(component, owner), out);
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new ProviderException(ErrorCode.INTERNAL, "The component " + component + " cannot be shown", e);
        }
    }

    private void write(@Nullable Object value, JsonWriter out) {
        if (value == null) {
            out.value(null);
        } else if (value.getClass().isArray()) {
            writeList(value, out);
        } else {
            writeOne(value, out);
        }
    }

    private void writeOne(Object value, JsonWriter out) {
        if (value instanceof Boolean truth) {
            out.value(truth);
        } else if (value instanceof Double number) {
            out.value(number, number.toString());
        } else if (value instanceof Number number) {
            out.value(number.longValue());
        } else if (value instanceof MessageRef message) {
            write(message.load(), out);
        } else if (value instanceof Address address) {
            out.value(AddressText.of(address));
        } else if (value instanceof Bytes bytes) {
            out.value(inFull || bytes.length() <= LONGEST_BODY ? MessageWriter.base64(bytes) : bytes.toString());
        } else if (value instanceof Record fields) {
            out.open();
            writeComponents(fields, out);
            out.close();
        } else {
            out.value(value.toString());
        }
    }

    private void writeList(Object list, JsonWriter out) {
        int length = Array.getLength(list);
        int shown = inFull ? length : Math.min(length, LONGEST_LIST);
        out.openArray();
        for (int i = 0; i < shown; i++) {
            write(Array.get(list, i), out);
        }
        if (shown < length) {
            out.value((length - shown) + " more");
        }
        out.closeArray();
    }

    private void write(FrozenMessage message, JsonWriter out) {
        out.open();
        MessageWriter.writeHead(message, out);
        if (withBodies) {
            writeBody(message, out);
        } else {
            out.name("bodyType").value(MessageWriter.nameOf(message.body()));
            out.name("bodyBytes").value(lengthOf(message.body()));
        }
        out.close();
    }

    private void writeBody(FrozenMessage message, JsonWriter out) {
        JsonWriter body = new JsonWriter();
        MessageWriter.writeBody(message.body(), body);
        String json = body.toString();
        if (inFull || json.length() <= LONGEST_BODY) {
            out.name("body").raw(json);
        } else {
            out.name("bodyBegins").value(json.substring(0, LONGEST_BODY)).name("bodyBytes")
                    .value(lengthOf(message.body()));
        }
    }

    private static long lengthOf(Body body) {
        return body instanceof LargeBody large ? large.length() : body.sizeBytes();
    }
}
