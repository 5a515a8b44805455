// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Listeners in Java SE: objects whose methods are annotated with {@link TopicListener}, {@link QueueListener}, {@link
 * Scheduled}, or that implement {@link RequestTo} methods.
 *
 * <p>A method's parameters are bound by their types. One of them may be the payload: a public record or another
 * public class through Jakarta JSON Binding, {@code String}, {@code byte[]}, {@code Map}, a {@code List} that is one
 * body, or {@link io.ternmq.api.pattern.Incoming} of these for the message around it; with {@link Batch} it is a
 * {@code List} of them, one for each message. Others may be {@code jakarta.jms.Message} or one of its kinds, {@link
 * io.ternmq.api.pattern.TraceContext}, {@link Acknowledgement}, or annotated with {@link MessageHeader} or {@link
 * MessageProperty}. A message is settled when the method has returned; when it returns a {@code CompletionStage},
 * that has completed. What a method returns answers the message when that has a {@code JMSReplyTo}, and is left alone
 * otherwise. What it throws is a failure: tried again as {@link Retry} says, and one line of the log each time, with
 * the trace of calls at the level of debugging. The last failure goes to the asker when the method gives a reply and
 * the message asks for one; otherwise the message becomes a dead letter, as {@link DeadLetter} says.
 *
 * <p>Methods may be inherited, and default methods of interfaces. A method that overrides a listener listens only when
 * it is annotated itself. Methods that listen are neither private nor static, final or abstract. In texts of
 * annotations that say how to listen, parts such as {@code ${alerts.queue}} are looked up: here in the system
 * properties, elsewhere in the settings of the container.
 *
 * <p>Callable from any thread.
 */
public final class Listeners implements AutoCloseable {

    private final Messaging messaging;
    private final boolean owned;
    private final Deque<ListenerSet> sets = new ArrayDeque<>();
    private boolean closed;

    private Listeners(Messaging messaging, boolean owned) {
        this.messaging = messaging;
        this.owned = owned;
    }

    /**
     * Listeners over a connection of their own.
     *
     * @param factory of any provider
     * @return to be closed by the caller
     */
    public static Listeners of(ConnectionFactory factory) {
        return new Listeners(Messaging.over(factory), true);
    }

    /**
     * Listeners over a connection that is there.
     *
     * @param messaging stays the caller's
     * @return to be closed by the caller
     */
    public static Listeners over(Messaging messaging) {
        return new Listeners(messaging, false);
    }

    /**
     * Starts the listeners of objects: all of them, or none.
     *
     * @param beans with annotated methods
     * @return what runs; closed with this, if not before
     * @throws DeclarationException when a declaration is wrong, with all that is wrong
     * @throws ProviderException with {@code ILLEGAL_STATE} when this is closed, and when the provider refuses a
     *     listener
     */
    public ListenerSet register(Object... beans) {
        ListenerPlan plan = ListenerPlan.create(System::getProperty);
        for (Object bean : beans) {
            plan.add(BeanSource.of(bean));
        }
        synchronized (sets) {
            if (closed) {
                throw new ProviderException(ErrorCode.ILLEGAL_STATE, "These listeners are closed");
            }
            ListenerSet set = plan.start(messaging, null);
            sets.push(set);
            return set;
        }
    }

    /** Waits for what is at hand and ends all listeners; the one that was started last ends first. */
    @Override
    public void close() {
        Deque<ListenerSet> open;
        synchronized (sets) {
            closed = true;
            open = new ArrayDeque<>(sets);
            sets.clear();
        }
        open.forEach(ListenerSet::close);
        if (owned) {
            messaging.close();
        }
    }
}
