// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadException;
import java.time.Duration;
import java.util.Optional;

/**
 * A reader that is asked for one event after the other. For one thread at a time; only {@link #close()} may be called
 * meanwhile by another one.
 *
 * @param <E> type of the events
 */
public interface EventReader<E> extends AutoCloseable {

    /**
     * The next event.
     *
     * @param longest how long to wait for it, {@link Duration#ZERO} for not at all
     * @return the event, or nothing when none came in time, or when {@link #isEnded()}
     * @throws PayloadException  when it is not of the type of the stream; the call after that goes on behind it
     * @throws ProviderException with {@link ErrorCode#ILLEGAL_STATE} when the reader was closed
     */
    Optional<Incoming<E>> next(Duration longest);

    /**
     * Whether the end that was described is reached. Known after a {@link #next} that returned nothing.
     *
     * @return true when nothing will come any more, unless it is rewound
     */
    boolean isEnded();

    /**
     * Goes to another place; no other reader notices. The end is reckoned anew.
     *
     * @param position where to go on
     */
    void rewind(StreamPosition position);

    /** Ends the reader; a {@link #next} that waits returns nothing. */
    @Override
    void close();
}
