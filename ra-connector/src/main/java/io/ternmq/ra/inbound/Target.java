// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;

/**
 * Whom an endpoint delivers to.
 *
 * @param factory    makes bean instances, or what stands for them
 * @param method     the method of a message listener
 * @param transacted whether the server wants a transaction around it
 */
record Target(MessageEndpointFactory factory, Method method, boolean transacted) {

    /** Asks the server. */
    static Target of(MessageEndpointFactory factory) throws NotSupportedException {
        try {
            Method method = MessageListener.class.getMethod("onMessage", Message.class);
            return new Target(factory, method, factory.isDeliveryTransacted(method));
        } catch (NoSuchMethodException e) {
            throw new NotSupportedException("An endpoint of messages must be a " + MessageListener.class.getName(), e);
        }
    }

    /** What the server calls it, or something that says what it is. */
    String name(String otherwise) {
        String name = factory.getActivationName();
        return name == null || name.isBlank() ? otherwise : name;
    }
}
