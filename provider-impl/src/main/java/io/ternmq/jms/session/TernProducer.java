// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.client.session.SendCallback;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import io.ternmq.jms.message.Messages;
import io.ternmq.jms.message.Stamp;
import io.ternmq.jms.message.TernBytesMessage;
import io.ternmq.jms.message.TernMessage;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Reply;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A producer of the specification. Owner: its session's thread; the numbers of messages are safe in any case. */
class TernProducer implements MessageProducer {

    private final TernSession session;
    private final @Nullable Destination destination;
    private final @Nullable Address address;
    private final String name;
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;
    private boolean disableMessageId;
    private boolean disableTimestamp;
    private int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
    private int priority = Message.DEFAULT_PRIORITY;
    private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
    private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;

    /** A producer for one destination, or with null one that is told the destination each time. */
    TernProducer(TernSession session, @Nullable Destination destination) throws JMSException {
        this.session = session;
        this.destination = destination;
        this.address = destination == null ? null : addressOf(destination);
        this.name = session.connection().core().nextProducer();
    }

    /** A producer of the type that programs expect which know the domain of the destination. */
    static TernProducer of(TernSession session, @Nullable Destination destination) throws JMSException {
        if (destination == null) {
            return new TernProducer(session, null);
        }
        return TernDestination.addressOf(destination).isQueue()
                ? new TernQueueSender(session, destination)
                : new TernTopicPublisher(session, destination);
    }

    // --- settings -----------------------------------------------------------------------------------------------

    /** Kept and told, but not followed: the identity that it would hide is what keeps a message from being doubled. */
    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        requireOpen();
        disableMessageId = value;
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        requireOpen();
        return disableMessageId;
    }

    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        requireOpen();
        disableTimestamp = value;
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        requireOpen();
        return disableTimestamp;
    }

    @Override
    public void setDeliveryMode(int newMode) throws JMSException {
        requireOpen();
        requireDeliveryMode(newMode);
        deliveryMode = newMode;
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        requireOpen();
        return deliveryMode;
    }

    @Override
    public void setPriority(int newPriority) throws JMSException {
        requireOpen();
        requirePriority(newPriority);
        priority = newPriority;
    }

    @Override
    public int getPriority() throws JMSException {
        requireOpen();
        return priority;
    }

    @Override
    public void setTimeToLive(long millis) throws JMSException {
        requireOpen();
        requireDuration("time to live", millis);
        timeToLive = millis;
    }

    @Override
    public long getTimeToLive() throws JMSException {
        requireOpen();
        return timeToLive;
    }

    @Override
    public void setDeliveryDelay(long millis) throws JMSException {
        requireOpen();
        requireDuration("delivery delay", millis);
        deliveryDelay = millis;
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        requireOpen();
        return deliveryDelay;
    }

    @Override
    public @Nullable Destination getDestination() throws JMSException {
        requireOpen();
        return destination;
    }

    // --- sending ------------------------------------------------------------------------------------------------

    @Override
    public void send(@Nullable Message message) throws JMSException {
        dispatch(own(), message, deliveryMode, priority, timeToLive, null);
    }

    @Override
    public void send(@Nullable Message message, int mode, int rank, long life) throws JMSException {
        dispatch(own(), message, mode, rank, life, null);
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message) throws JMSException {
        dispatch(given(to), message, deliveryMode, priority, timeToLive, null);
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message, int mode, int rank, long life)
            throws JMSException {
        dispatch(given(to), message, mode, rank, life, null);
    }

    @Override
    public void send(@Nullable Message message, @Nullable CompletionListener listener) throws JMSException {
        dispatch(own(), message, deliveryMode, priority, timeToLive, required(listener));
    }

    @Override
    public void send(@Nullable Message message, int mode, int rank, long life, @Nullable CompletionListener listener)
            throws JMSException {
        dispatch(own(), message, mode, rank, life, required(listener));
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message, @Nullable CompletionListener listener)
            throws JMSException {
        dispatch(given(to), message, deliveryMode, priority, timeToLive, required(listener));
    }

    @Override
    public void send(
            @Nullable Destination to,
            @Nullable Message message,
            int mode,
            int rank,
            long life,
            @Nullable CompletionListener listener)
            throws JMSException {
        dispatch(given(to), message, mode, rank, life, required(listener));
    }

    @Override
    public void close() throws JMSException {
        if (!closed) {
            Calls.run(() -> session.core().awaitSends(this));
            closed = true;
        }
    }

    /** Where a producer for one destination sends. */
    private Address own() throws JMSException {
        requireOpen();
        if (address == null) {
            throw new UnsupportedOperationException(
                    "This producer has no destination of its own; name one with each message.");
        }
        return address;
    }

    /** Where a producer without a destination sends this time. */
    Address given(@Nullable Destination to) throws JMSException {
        requireOpen();
        if (address != null) {
            throw new UnsupportedOperationException("This producer sends to " + address
                    + " only; a producer that was created without destination sends anywhere.");
        }
        return addressOf(to);
    }

    /** Options say how to read: whoever sends to a destination that has some sends to its topic. */
    private static Address addressOf(@Nullable Destination to) throws JMSException {
        Address address = TernDestination.addressOf(to);
        return Calls.get(() -> TopicOptions.plain(address));
    }

    private static CompletionListener required(@Nullable CompletionListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException(
                    "An asynchronous send needs a completion listener; send without one to wait.");
        }
        return listener;
    }

    private void dispatch(
            Address to, @Nullable Message message, int mode, int rank, long life, @Nullable CompletionListener listener)
            throws JMSException {
        if (message == null) {
            throw JmsExceptions.of(
                    ErrorCode.MESSAGE_FORMAT, "There is no message to send; create one with the session.");
        }
        requireDeliveryMode(mode);
        requirePriority(rank);
        requireDuration("time to live", life);
        session.connection().use();
        TernMessage ours = understood(message);
        Stamp stamp = stamp(to, mode == DeliveryMode.PERSISTENT, rank, life);
        FrozenMessage frozen = Traces.write(Calls.get(() -> ours.freeze(stamp)));
        if (ours != message) {
            Messages.copyHeadersBack(ours, message);
        }
        try {
            if (listener == null) {
                Reply.Appended place = session.core().send(frozen);
                if (place != null) {
                    show(message, place);
                }
            } else {
                makeReadable(message);
                session.core().sendAsync(frozen, this, callback(message, listener));
            }
        } catch (ProviderException e) {
            throw JmsExceptions.translate(e);
        }
    }

    /** A message of another provider that fails when it is read is one that cannot be accepted. */
    private static TernMessage understood(Message message) throws JMSException {
        try {
            return Messages.from(message);
        } catch (MessageFormatException e) {
            throw e;
        } catch (JMSException | RuntimeException e) {
            throw JmsExceptions.of(
                    ErrorCode.MESSAGE_FORMAT,
                    "A message of " + message.getClass() + " cannot be read; send one that the session created. " + e,
                    e);
        }
    }

    /**
     * A completion listener reads the bytes of its message without resetting them first. Writing ends here and not
     * in the callback, whose thread must not take the content away from a send that goes on meanwhile.
     */
    private static void makeReadable(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
        }
    }

    private static SendCallback callback(Message message, CompletionListener listener) {
        return new SendCallback() {
            @Override
            public void onEnd(@Nullable ProviderException failure) {
                if (message instanceof TernBytesMessage bytes) {
                    bytes.reset(); // the callback of an earlier send of it may have read on
                }
                if (failure == null) {
                    listener.onCompletion(message);
                } else {
                    listener.onException(message, JmsExceptions.translate(failure));
                }
            }

            @Override
            public void onAppended(Reply.Appended place) {
                show(message, place);
            }
        };
    }

    /** Tells the program where its message is in the stream behind the topic. */
    private static void show(Message message, Reply.Appended place) {
        if (message instanceof TernMessage ours) {
            ours.showSent(MessageProperties.OFFSET, place.offset());
            ours.showSent(MessageProperties.PARTITION, place.partition());
            if (place.version() > 0) {
                ours.showSent(MessageProperties.VERSION, place.version());
            }
        }
    }

    private Stamp stamp(Address to, boolean persistent, int rank, long life) {
        long now = session.connection().core().time().millis();
        return new Stamp(
                new MessageId(name, numbers.incrementAndGet()),
                to,
                persistent,
                rank,
                disableTimestamp ? 0 : now,
                life == 0 ? 0 : later(now, life),
                dueAt(now));
    }

    /** Without a delay there is no moment to wait for; the header then tells the moment of sending, if it has that. */
    private long dueAt(long now) {
        return deliveryDelay == 0 && !disableTimestamp ? 0 : later(now, deliveryDelay);
    }

    private static long later(long now, long millis) {
        return millis > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + millis;
    }

    private static void requireDeliveryMode(int mode) throws JMSException {
        if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_SETTING,
                    "There is no delivery mode " + mode + "; use DeliveryMode.PERSISTENT or NON_PERSISTENT.");
        }
    }

    private static void requirePriority(int rank) throws JMSException {
        if (rank < 0 || rank > 9) {
            throw JmsExceptions.of(ErrorCode.INVALID_SETTING, "A priority is from 0 to 9, not " + rank + '.');
        }
    }

    private static void requireDuration(String what, long millis) throws JMSException {
        if (millis < 0) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_SETTING, "A " + what + " cannot be " + millis + " ms; use 0 for none.");
        }
    }

    final void requireOpen() throws JMSException {
        if (closed) {
            throw Calls.closed("producer");
        }
        session.requireOpen();
    }
}
