// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.PayloadCodec;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Reads bodies in the type that the receiver wants; the message has no say in it. Any thread. */
final class BodyReader {

    private final PayloadCodec codec;
    private final List<BodyForm> others;

    BodyReader(PayloadCodec codec, List<BodyForm> others) {
        this.codec = codec;
        this.others = others;
    }

    /** The body, of the type. */
    Object read(Message message, Type type) throws JMSException {
        for (BodyForm form : others) {
            Object body = form.read(message, type);
            if (body != null) {
                return body;
            }
        }
        if (type instanceof Class<?> wanted && Message.class.isAssignableFrom(wanted) && wanted.isInstance(message)) {
            return message;
        }
        return (message instanceof MapMessage && isPlainMap(type)) || (type == Object.class && !isJson(message))
                ? Bodies.natural(message)
                : Bodies.read(Bodies.payload(message, codec), type, codec);
    }

    private static boolean isJson(Message message) throws JMSException {
        String said = message.getStringProperty(MessageProperties.CONTENT_TYPE);
        return said != null && (said.startsWith("application/json") || said.contains("+json"));
    }

    /** Whether a map as it was sent is of this type. */
    private static boolean isPlainMap(Type type) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Map.class) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return arguments[0] == String.class && !(arguments[1] instanceof Class<?> value && value != Object.class);
        }
        return type == Map.class;
    }
}
