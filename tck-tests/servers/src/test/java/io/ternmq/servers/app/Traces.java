// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What earlier deployments of the program have left in the server. Their class loaders are in a weak map among the
 * system properties, the one place that all deployments see.
 */
@Singleton
@Startup
public class Traces {

    private static final String KEY = "ternmq.loaders";

    @PostConstruct
    void leave() {
        loaders().put(Traces.class.getClassLoader(), "");
    }

    @SuppressWarnings("unchecked")
    private static Map<ClassLoader, String> loaders() {
        return (Map<ClassLoader, String>) System.getProperties()
                .computeIfAbsent(KEY, key -> Collections.synchronizedMap(new WeakHashMap<>()));
    }

    /** How many class loaders of the program there are, this one included. */
    public int loaderCount() {
        System.gc();
        return loaders().size();
    }

    /** How many threads the server has. */
    public int threadCount() {
        return Thread.getAllStackTraces().size();
    }
}
