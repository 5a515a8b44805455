// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status  the status code
 * @param type    media type of the body
 * @param body    the body; may be empty
 * @param headers further headers
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final String JSON = "application/json";

    static Reply json(JsonObjectBuilder object) {
        return json(OK, object.build());
    }

    static Reply json(int status, JsonObject object) {
        return text(status, JSON, object + "\n");
    }

    static Reply text(int status, String type, String text) {
        return new Reply(status, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** It is done, and there is nothing to say. */
    static Reply done() {
        return new Reply(NO_CONTENT, "", new byte[0], Map.of());
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, Map.copyOf(more));
    }
}
