// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.TraceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts traces around sending and handling; without OpenTelemetry it only hands the context on. Any thread. */
public interface Tracing {

    /** Work that belongs to a trace, on one thread. */
    interface Work extends AutoCloseable {

        /** What goes out with messages that are sent meanwhile. */
        TraceContext context();

        /** The work has failed. */
        void failed(Throwable why);

        /** The work is over, and what was current before is so again. */
        @Override
        void close();
    }

    /** Sending begins; the context is the one to write into the message. */
    Work sending(Channel channel, @Nullable TraceContext given);

    /** Handling of a single message begins, as a child of its sender's work. */
    Work handling(Incoming<?> message);

    /** Handling of several messages begins, linked to each of their senders' work. */
    Work handling(List<? extends Incoming<?>> batch);
}
