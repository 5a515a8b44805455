// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import jakarta.jms.Message;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Messages that are none of the provider's own. */
final class Foreign {

    private Foreign() {}

    /** Another provider's message that behaves like this one. */
    static <T extends Message> T of(T inner, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                Foreign.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
