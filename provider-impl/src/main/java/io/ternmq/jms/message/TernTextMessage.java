// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.TextBody;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message whose body is a text. */
public final class TernTextMessage extends TernMessage implements TextMessage {

    private @Nullable String text;

    /** A message without text. */
    public TernTextMessage() {}

    /** A message with this text. */
    public TernTextMessage(@Nullable String text) {
        this.text = text;
    }

    @Override
    public void setText(@Nullable String string) throws JMSException {
        requireWritableBody();
        text = string;
    }

    @Override
    public @Nullable String getText() {
        return text;
    }

    @Override
    Body freezeBody() {
        return new TextBody(text);
    }

    @Override
    void eraseBody() {
        text = null;
    }

    @Override
    boolean hasBody() {
        return text != null;
    }

    @Override
    boolean isAssignable(Class<?> type) {
        return type.isAssignableFrom(String.class);
    }

    @Override
    Object bodyObject() {
        return Objects.requireNonNull(text);
    }
}
