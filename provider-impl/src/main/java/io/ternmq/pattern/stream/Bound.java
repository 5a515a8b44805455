// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Instant;

/**
 * The end of a reader as an offset, as soon as that can be said. Owner: the thread of its {@link Cursor}; whether it is
 * reached may be asked by others.
 */
final class Bound {

    private static final long UNKNOWN = -1;

    private final Source<?> source;
    private final StreamEnd end;
    private long limit = UNKNOWN;
    private long firstKept;
    private boolean written;
    private volatile boolean reached;

    Bound(Source<?> source, StreamEnd end) {
        this.source = source;
        this.end = end;
    }

    /** Reckons it anew. */
    void begin() {
        reached = false;
        written = false;
        limit = UNKNOWN;
        if (end instanceof StreamEnd.Now) {
            StreamView view = source.viewIfThere();
            limit = view == null ? 0 : view.nextOffset();
            firstKept = view == null ? 0 : view.firstOffset();
        } else if (end instanceof StreamEnd.Offset offset) {
            limit = offset.offset();
        }
        reached = limit == 0;
    }

    boolean isReached() {
        return reached;
    }

    /** So many events from an offset on were looked at, of those that are kept, and none was wanted. */
    void passed(long from, long looks) {
        reached = Math.max(from, firstKept) + looks >= limit;
    }

    /** Whether everything before the end is in the stream: what is not to be had now will not come. */
    boolean isWritten() throws JMSException {
        resolve();
        if (!written && limit != UNKNOWN) {
            written = end instanceof StreamEnd.Now || source.nextOffset() >= limit;
        }
        return written;
    }

    /** Whether an event is before the end; the last one before it reaches it. */
    boolean admits(long offset) throws JMSException {
        resolve();
        if (limit == UNKNOWN) {
            return true;
        }
        reached = offset >= limit - 1;
        return offset < limit;
    }

    private void resolve() throws JMSException {
        boolean isOpen = limit == UNKNOWN;
        if (isOpen
                && end instanceof StreamEnd.Time time
                && !Instant.ofEpochMilli(source.nowMillis()).isBefore(time.until())) {
            limit = firstAt(time);
            reached = limit == 0;
        }
    }

    /** Asked for in this order, an event that is appended meanwhile is found, since its time is later than the end. */
    private long firstAt(StreamEnd.Time time) throws JMSException {
        long next = source.nextOffset();
        ReadingPlan look = ReadingPlan.from(new StreamPosition.Time(time.until()));
        try (Session session = source.tools().session(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = Cursor.consumer(source, session, look)) {
            Message first = consumer.receiveNoWait();
            return first == null ? next : first.getLongProperty(MessageProperties.OFFSET);
        }
    }
}
