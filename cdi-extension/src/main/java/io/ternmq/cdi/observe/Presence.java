// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

/** Asks whether an API is on the class path. */
final class Presence {

    private Presence() {}

    /** Whether a class can be loaded where this one was; nothing of it runs. */
    static boolean has(String name) {
        try {
            return Class.forName(name, false, Presence.class.getClassLoader()) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
