// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.cloudevent;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.pattern.Bodies;
import io.ternmq.pattern.BodyForm;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Events in whichever of the two forms the message says; reads both. Any thread. */
public final class CloudEventForm implements BodyForm {

    private final PayloadCodec codec;
    private final StructuredForm structured;

    /**
     * A form over a codec.
     *
     * @param codec writes and reads data, and the document of the structured form, which it must know as JSON
     */
    public CloudEventForm(PayloadCodec codec) {
        this.codec = codec;
        this.structured = new StructuredForm(codec);
    }

    @Override
    public @Nullable Message write(Session session, Outgoing<?> message) throws JMSException {
        if (!(message.body() instanceof CloudEvent event)) {
            return null;
        }
        Object said = message.headers().get(MessageProperties.CONTENT_TYPE);
        Message form = said instanceof String type && isStructured(type)
                ? Bodies.write(session, structured.write(event))
                : BinaryForm.write(session, event, codec);
        form.setJMSType(event.type());
        return form;
    }

    @Override
    public @Nullable Object read(Message message, Type type) throws JMSException {
        if (isStructured(message.getStringProperty(MessageProperties.CONTENT_TYPE))) {
            return fromDocument(message, type);
        }
        return type == CloudEvent.class ? BinaryForm.read(message, codec) : null;
    }

    /** Who wants text, bytes or the message itself gets the document; who wants another type gets the data. */
    private @Nullable Object fromDocument(Message message, Type type) throws JMSException {
        if (type == CloudEvent.class) {
            return structured.read(Bodies.payload(message, codec));
        }
        boolean isForData = type != String.class && type != byte[].class && type != Payload.class
                && !(type instanceof Class<?> wanted && Message.class.isAssignableFrom(wanted));
        return isForData
                ? Bodies.read(structured.data(Bodies.payload(message, codec)), type, codec)
                : null;
    }

    private static boolean isStructured(@Nullable String contentType) {
        return contentType != null && contentType.startsWith(CloudEvent.STRUCTURED);
    }
}
