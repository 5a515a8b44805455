// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Somebody who reads figures from time to time. One container's; closing it takes away all that it was given. Called
 * on any thread, one call at a time.
 */
public interface MeterSink extends AutoCloseable {

    /**
     * A figure that only grows.
     *
     * @param figure what it is
     * @param labels of whom
     * @param value  read at any time, on any thread
     */
    void counter(Figure figure, Map<String, String> labels, LongSupplier value);

    /**
     * A figure of the moment.
     *
     * @param figure what it is
     * @param labels of whom
     * @param value  read at any time, on any thread
     */
    void gauge(Figure figure, Map<String, String> labels, LongSupplier value);

    /**
     * How often and how long.
     *
     * @param figure what it is
     * @param labels of whom
     * @param count  how often
     * @param nanos  how long altogether, in nanoseconds
     */
    void timer(Figure figure, Map<String, String> labels, LongSupplier count, LongSupplier nanos);

    @Override
    void close();
}
