// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;

/** Where messages are written. One thread. */
interface Place extends AutoCloseable {

    /** Writes a message; it may still be on its way. */
    void write(Message message) throws IOException, JMSException;

    /** Returns when everything that was written has arrived, as far as the machine can tell; else it throws. */
    void settle() throws IOException;

    @Override
    void close() throws IOException;
}
