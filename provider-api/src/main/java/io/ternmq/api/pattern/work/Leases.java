// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;

/** Takes messages from a queue, each for a time. Callable from any thread. */
public interface Leases extends AutoCloseable {

    /**
     * Takes what is there, or waits for the first one.
     *
     * @param max  how many at most, 1 or more
     * @param wait how long to wait for the first one; 0 for not at all
     * @return what was taken, empty when nothing came in time
     * @throws JMSException when the connection or the broker fails
     */
    List<LeasedMessage> take(int max, Duration wait) throws JMSException;

    /** Takes no more; the leases that run go on until they are over or ended. */
    @Override
    void close() throws JMSException;
}
