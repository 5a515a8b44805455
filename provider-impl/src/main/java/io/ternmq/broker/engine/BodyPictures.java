// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.MessageBody;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.EmptyBody;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MapBody;
import io.ternmq.message.ObjectBody;
import io.ternmq.message.StreamBody;
import io.ternmq.message.TextBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies as operators see them: whole, or their beginning. Pure functions; nothing is deserialised. */
final class BodyPictures {

    private BodyPictures() {}

    /**
     * A body.
     *
     * @param most most characters, bytes or values to show; a value is shown whole or not at all
     */
    static MessageBody of(Body body, int most) {
        if (body instanceof TextBody text) {
            return text(text, most);
        } else if (body instanceof BytesBody bytes) {
            return bytes(MessageBody.Type.BYTES, bytes.bytes(), most);
        } else if (body instanceof ObjectBody object) {
            return bytes(MessageBody.Type.OBJECT, object.serialized(), most);
        } else if (body instanceof MapBody map) {
            return map(map, most);
        } else if (body instanceof StreamBody stream) {
            return stream(stream, most);
        } else if (body instanceof LargeBody large) {
            return new MessageBody(MessageBody.Type.BYTES, large.length(), false, null, null, Map.of(), List.of());
        }
        assert body instanceof EmptyBody : body;
        return new MessageBody(MessageBody.Type.EMPTY, 0, true, null, null, Map.of(), List.of());
    }

    private static MessageBody text(TextBody body, int most) {
        String text = body.text();
        boolean isAll = text == null || text.length() <= most;
        String shown = text == null || isAll ? text : text.substring(0, most);
        return new MessageBody(MessageBody.Type.TEXT, body.sizeBytes(), isAll, shown, null, Map.of(), List.of());
    }

    private static MessageBody bytes(MessageBody.Type type, @Nullable Bytes bytes, int most) {
        if (bytes == null) {
            return new MessageBody(type, 0, true, null, null, Map.of(), List.of());
        }
        ByteBuffer shown = bytes.toBuffer().slice(0, Math.min(most, bytes.length()));
        return new MessageBody(
                type, bytes.length(), shown.limit() == bytes.length(), null, shown, Map.of(), List.of());
    }

    private static MessageBody map(MapBody body, int most) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        int left = most;
        for (Map.Entry<String, Object> value : body.values().entrySet()) {
            left -= sizeOf(value.getValue());
            if (left < 0) {
                break;
            }
            shown.put(value.getKey(), visible(value.getValue()));
        }
        return new MessageBody(
                MessageBody.Type.MAP,
                body.sizeBytes(),
                shown.size() == body.values().size(),
                null,
                null,
                Collections.unmodifiableMap(shown),
                List.of());
    }

    private static MessageBody stream(StreamBody body, int most) {
        List<@Nullable Object> shown = firstOf(body.values(), most);
        return new MessageBody(
                MessageBody.Type.STREAM,
                body.sizeBytes(),
                shown.size() == body.values().size(),
                null,
                null,
                Map.of(),
                Collections.unmodifiableList(shown));
    }

    private static List<@Nullable Object> firstOf(Collection<Object> values, int most) {
        List<@Nullable Object> shown = new ArrayList<>();
        int left = most;
        for (Object value : values) {
            left -= sizeOf(value);
            if (left < 0) {
                break;
            }
            shown.add(visible(value));
        }
        return shown;
    }

    private static int sizeOf(@Nullable Object value) {
        if (value instanceof String text) {
            return 1 + text.length();
        }
        return value instanceof Bytes bytes ? 1 + bytes.length() : Long.BYTES;
    }

    private static @Nullable Object visible(@Nullable Object value) {
        return value instanceof Bytes bytes ? bytes.toBuffer() : value;
    }
}
