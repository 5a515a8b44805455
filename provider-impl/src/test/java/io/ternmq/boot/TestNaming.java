// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/** A naming service with one object in it, as a container has one. */
public final class TestNaming implements InitialContextFactory {

    private static final AtomicReference<@Nullable Object> BOUND = new AtomicReference<>();

    /** For the naming service. */
    public TestNaming() {}

    static void bind(Object executor) {
        BOUND.set(executor);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
    }

    static void unbind() {
        BOUND.set(null);
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (self, method, arguments) ->
                        method.getName().equals("lookup") ? find(String.valueOf(arguments[0])) : null);
    }

    private static Object find(String name) throws NamingException {
        Object bound = BOUND.get();
        if (bound == null || !name.equals("java:comp/DefaultManagedExecutorService")) {
            throw new NameNotFoundException(name);
        }
        return bound;
    }
}
