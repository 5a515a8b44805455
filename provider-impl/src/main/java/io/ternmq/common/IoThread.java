// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.concurrent.Executor;

/**
 * A thread that serves many connections and must not wait for a disk. What would make it wait is done by the executor
 * that it names. Implemented by threads; asked by whoever is about to block.
 */
public interface IoThread {

    /** Does what would block this thread, one thing after the other. */
    Executor forBlockingWork();
}
