// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/** The directory of a server, for the tests of one process; they run one after the other. */
public final class HandDirectory implements InitialContextFactory {

    private static final String KEY = "io.ternmq.ra.inbound.directory";

    /** For {@code javax.naming}. */
    public HandDirectory() {
        // nothing to be done
    }

    /** Fills the directory, or takes it away. */
    public static void use(@Nullable Map<String, Object> entries) {
        if (entries == null) {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
            System.getProperties().remove(KEY);
        } else {
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, HandDirectory.class.getName());
            System.getProperties().put(KEY, entries);
        }
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                HandDirectory.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("lookup")) {
                        return null;
                    }
                    Object found = System.getProperties().get(KEY) instanceof Map<?, ?> entries
                            ? entries.get(arguments[0].toString())
                            : null;
                    if (found == null) {
                        throw new NameNotFoundException(arguments[0] + " is not bound");
                    }
                    return found;
                });
    }
}
