// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.function.Supplier;

/**
 * The {@link System.Logger} of a class, looked up when there is something to say: logging takes longer to start than a
 * broker, and most programs never hear a word. Callable from any thread.
 */
public final class Log {

    private final String name;

    private Log(String name) {
        this.name = name;
    }

    /** The log of a class. */
    public static Log of(Class<?> owner) {
        return new Log(owner.getName());
    }

    /** Logs what went wrong. */
    public void log(System.Logger.Level level, String message, Throwable cause) {
        System.getLogger(name).log(level, message, cause);
    }

    /** Logs what went wrong as one line, whatever its message is; the trace of calls is for those who debug. */
    public void line(System.Logger.Level level, String message, Throwable cause) {
        String line = message.replaceAll("\\s*\\R\\s*", " | ");
        log(level, () -> line);
        log(System.Logger.Level.DEBUG, line, cause);
    }

    /** Logs something that is worth making only when somebody reads it. */
    public void log(System.Logger.Level level, Supplier<String> message) {
        System.getLogger(name).log(level, message);
    }
}
