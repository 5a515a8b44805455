// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message at one place.
 *
 * @param number     its number there, by which {@link Management#message} finds it as long as it is there
 * @param position   where it stands in the line; {@link Management#browse} goes on behind it
 * @param messageId  its identifier, {@code JMSMessageID}
 * @param headers    its headers
 * @param properties its properties by name
 * @param body       its body, or the beginning of it
 * @param state      why it is where it is
 */
public record MessageView(
        long number,
        long position,
        String messageId,
        MessageHeaders headers,
        Map<String, Object> properties,
        MessageBody body,
        MessageState state) {

    /**
     * One property.
     *
     * @param name its name
     * @return its value, or null
     */
    public @Nullable Object property(String name) {
        return properties.get(name);
    }
}
