// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/** Handlers at work. Callable from any thread. */
public interface Worker extends AutoCloseable {

    /**
     * How much was done.
     *
     * @return messages whose handlers returned
     */
    long done();

    /**
     * How much failed.
     *
     * @return messages whose handlers threw
     */
    long failed();

    /** Begins nothing more, and waits for what is at hand, at most the time set for closing. */
    @Override
    void close();
}
