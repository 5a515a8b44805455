// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a {@code JMSContext} is injected. It has no state but what was asked for, so that it may be in
 * beans of any scope and be written away with them. Calls that would change what others share are refused: Jakarta
 * Messaging 3.1, section 12.4.5. Callable from any thread.
 */
final class InjectedContext implements InvocationHandler, Serializable {

    private static final Set<String> REFUSED = Set.of(
            "setClientID", "setExceptionListener", "stop", "acknowledge", "commit", "rollback", "recover",
            "setAutoStart", "start", "close");

    @Serial
    private static final long serialVersionUID = 1L;

    private final ContextKey key;
    private transient volatile @Nullable Contexts contexts;

    private InjectedContext(Contexts contexts, ContextKey key) {
        this.contexts = contexts;
        this.key = key;
    }

    static JMSContext of(Contexts contexts, ContextKey key) {
        return (JMSContext) Proxy.newProxyInstance(
                JMSContext.class.getClassLoader(),
                new Class<?>[] {JMSContext.class},
                new InjectedContext(contexts, key));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (REFUSED.contains(method.getName())) {
            throw new IllegalStateRuntimeException("An injected JMSContext belongs to the container: "
                    + method.getName() + " is not allowed. Call createContext of a"
                    + " ConnectionFactory for one of the program's own.");
        }
        try {
            return method.invoke(contexts().current(key), arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "injected JMSContext, " + key;
        };
    }

    private Contexts contexts() {
        Contexts known = contexts;
        if (known == null) {
            known = CDI.current().select(Contexts.class).get();
            contexts = known;
        }
        return known;
    }
}
