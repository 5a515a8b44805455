// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is logged, and how it is written.
 *
 * @param level   the least important entries that are written; default {@link Level#INFO}
 * @param format  one line of text, or one JSON object on a line, for each entry; default {@link Format#LINE}
 * @param loggers levels by the beginning of loggers' names, such as {@code io.netty}, where they differ from {@code
 *                level}; default empty
 */
public record LoggingPolicy(Level level, Format format, Map<String, Level> loggers) {

    /** Importance of an entry. */
    public enum Level {
        /** Nothing. */
        OFF,
        /** Something was lost or refused that should not be. */
        ERROR,
        /** Something needs a look. */
        WARNING,
        /** What a person who runs a broker wants to know. */
        INFO,
        /** What a person who looks for a fault wants to know. */
        DEBUG,
        /** Everything. */
        TRACE
    }

    /** How an entry is written. */
    public enum Format {
        /** One line of text; what follows from an exception is indented below it. */
        LINE,
        /** One JSON object on one line. */
        JSON
    }

    /** Lines, from informational ones upwards. */
    public static final LoggingPolicy DEFAULT = new LoggingPolicy(Level.INFO, Format.LINE, Map.of());

    /** Keeps the map from changing. */
    public LoggingPolicy {
        loggers = Collections.unmodifiableMap(new LinkedHashMap<>(loggers));
    }
}
