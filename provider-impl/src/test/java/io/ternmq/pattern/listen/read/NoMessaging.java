// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.messaging.Messaging;
import java.lang.reflect.Proxy;

/** A {@code Messaging} that nobody uses. */
final class NoMessaging {

    private NoMessaging() {}

    static Messaging make() {
        return (Messaging) Proxy.newProxyInstance(
                NoMessaging.class.getClassLoader(), new Class<?>[] {Messaging.class}, (proxy, method, values) -> {
                    throw new AssertionError(method);
                });
    }
}
