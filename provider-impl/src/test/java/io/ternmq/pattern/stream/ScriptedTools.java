// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.pattern.PlainTracing;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.TypedForms;
import io.ternmq.pattern.Workers;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.lang.reflect.Type;
import java.util.List;

/** Tools over a scripted broker, on the calling thread; bodies are whole numbers. */
final class ScriptedTools {

    private ScriptedTools() {}

    static Toolbox over(ScriptedBroker broker) {
        return over(broker, broker.connection());
    }

    static Toolbox over(ScriptedBroker broker, Connection connection) {
        TypedForms forms = new TypedForms(new Numbers(), null, List.of());
        Workers workers = ScriptedBroker.proxy(Workers.class, AutoCloseable.class, (self, method, args) -> {
            ((Runnable) args[0]).run();
            return null;
        });
        return ScriptedBroker.proxy(Toolbox.class, AutoCloseable.class, (self, method, args) -> switch (
                method.getName()) {
            case "connection" -> connection;
            case "session" -> broker.session((Integer) args[0] == Session.SESSION_TRANSACTED);
            case "forms" -> forms;
            case "workers" -> workers;
            case "tracing" -> new PlainTracing();
            case "time" -> broker.time;
            case "keep" -> args[0];
            case "release", "whenLost", "forget" -> null;
            default -> throw new AssertionError(method);
        });
    }

    /** Whole numbers as text; what is none does not fit. */
    private static final class Numbers implements PayloadCodec {

        @Override
        public Payload write(Object body) {
            if (body instanceof Integer number && number >= 0) {
                return Payload.text("application/json", number.toString());
            }
            throw new PayloadException(ErrorCode.PAYLOAD_UNWRITABLE, body + " is not written", "$", null);
        }

        @Override
        public Object read(Payload payload, Type type) {
            try {
                return Integer.valueOf(String.valueOf(payload.text()));
            } catch (NumberFormatException e) {
                throw new PayloadException(ErrorCode.PAYLOAD_UNREADABLE, "No number", "$", e);
            }
        }
    }
}
