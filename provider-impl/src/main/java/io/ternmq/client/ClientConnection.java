// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Unsubscribe;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that stands: the link, who hears its events, and the numbers that this side hands out. All methods may
 * be called from any thread. What a request means for sessions and consumers is decided above.
 */
public final class ClientConnection {

    private final Link link;
    private final EventRouter router;
    private final Executor executor;
    private final Patience patience;
    private final ClientPolicy policy;
    private final long replyTimeoutNanos;
    private final String id;
    private final AtomicLong consumers = new AtomicLong();
    private final AtomicLong producers = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong uploads = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger holders = new AtomicInteger();
    private volatile boolean closeWanted;

    private ClientConnection(Opening opening, String id) {
        this.link = opening.link;
        this.router = opening.router;
        this.executor = opening.executor;
        this.patience = opening.patience;
        this.policy = opening.policy;
        this.replyTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(opening.policy.replyTimeoutMillis());
        this.id = id;
    }

    /**
     * Opens a connection as the user of the policy.
     *
     * @param connector   reaches the broker
     * @param environment runs application code; its clock is not used, because the link has the one of the broker
     * @param policy      the settings
     * @throws ProviderException when the broker cannot be reached or refuses
     */
    public static ClientConnection open(Connector connector, Environment environment, ClientPolicy policy) {
        return open(connector, environment, policy, Patience.ofThisMachine());
    }

    /** Opens a connection with a chosen patience. */
    public static ClientConnection open(
            Connector connector, Environment environment, ClientPolicy policy, Patience patience) {
        EventRouter router = new EventRouter();
        Link link = connector.open(router);
        Answer answer = new Answer();
        link.request(new Connect(policy.clientId(), policy.user(), policy.password()), answer);
        Reply reply =
                answer.await(link.time(), patience, TimeUnit.MILLISECONDS.toNanos(policy.replyTimeoutMillis()));
        if (reply instanceof Reply.Connected connected) {
            Opening opening = new Opening(link, router, environment.executor(), patience, policy);
            return new ClientConnection(opening, connected.connection());
        }
        link.close();
        throw reply instanceof Reply.Refused refused
                ? refused.toException()
                : noAnswer("a connection", policy.replyTimeoutMillis());
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws ProviderException when the broker refuses, does not answer in time, or the connection is closed
     */
    public Reply call(Request request) {
        return await(request, ask(request));
    }

    /** Asks without waiting; every answer asked for this way must be awaited with {@link #await}. */
    public Answer ask(Request request) {
        Answer answer = new Answer();
        request(request, answer);
        return answer;
    }

    /** Waits for an answer. A sent message is waited for without limit: the broker bounds that wait. */
    public Reply await(Request request, Answer answer) {
        long nanos = request instanceof Send ? Long.MAX_VALUE : replyTimeoutNanos;
        Reply reply = answer.await(link.time(), patience, nanos);
        while (reply == null && link.isInterrupted()) {
            reply = answer.await(link.time(), Patience.NONE, nanos);
        }
        if (reply == null) {
            throw noAnswer(request.getClass().getSimpleName(), policy.replyTimeoutMillis());
        }
        if (reply instanceof Reply.Refused refused) {
            throw refused.toException();
        }
        return reply;
    }

    /** Asks; the handler hears the answer, which is a refusal after {@link #close()}. */
    public void request(Request request, ReplyHandler handler) {
        if (closed.get()) {
            handler.onReply(new Reply.Refused(ErrorCode.ILLEGAL_STATE, "The connection is closed; open a new one."));
        } else {
            link.request(request, handler);
        }
    }

    /** Asks as {@link #request} does, where nobody sleeps until the answer comes: it need not leave by itself. */
    public void requestSoon(Request request, ReplyHandler handler) {
        if (closed.get()) {
            request(request, handler);
        } else {
            link.requestSoon(request, handler);
        }
    }

    /** Takes a client identifier for this connection. */
    public void claimClientId(String clientId) {
        call(new ClaimClientId(clientId));
    }

    /** Makes a destination of one of the temporary kinds, which goes with this connection. */
    public Address createTemporary(AddressKind kind) {
        if (call(new CreateTemporary(kind)) instanceof Reply.Created created) {
            return created.address();
        }
        throw new ProviderException(ErrorCode.INTERNAL, "The broker did not say where the new destination is.");
    }

    /** Deletes a temporary destination of this connection. */
    public void deleteTemporary(Address address) {
        call(new DeleteTemporary(address));
    }

    /** Deletes a durable subscription. */
    public void unsubscribe(String name) {
        call(new Unsubscribe(name));
    }

    /** Sends at once what wants no answer. */
    public void post(Request request) {
        link.post(request);
    }

    /** Sends what wants no answer and may wait for {@link #flush()} or the next request of anybody. */
    public void postLazily(Request request) {
        link.postLazily(request);
    }

    /** Sends what waits; to be called before sleeping. */
    public void flush() {
        link.flush();
    }

    /** The broker's clock. */
    public TimeSource time() {
        return link.time();
    }

    /** Runs application code. */
    public Executor executor() {
        return executor;
    }

    /** How long to look before sleeping. */
    public Patience patience() {
        return patience;
    }

    /** The settings. */
    public ClientPolicy policy() {
        return policy;
    }

    /** A number for a new consumer. */
    public long nextConsumer() {
        return consumers.incrementAndGet();
    }

    /** A number for a new transaction. */
    public long nextTransaction() {
        return transactions.incrementAndGet();
    }

    /** A number for a large body that is sent ahead of its message. */
    public long nextUpload() {
        return uploads.incrementAndGet();
    }

    /** Names the broker as long as it runs; the same for all its connections. */
    public String broker() {
        return id.substring(0, id.lastIndexOf('.'));
    }

    /** A prefix for the message identifiers of a new producer, never used before. */
    public String nextProducer() {
        return id + '.' + producers.incrementAndGet();
    }

    /** Lets a consumer hear its events; one that is added to a lost connection hears of that at once. */
    public void addConsumer(long number, ConsumerEvents consumer) {
        router.add(number, consumer);
    }

    /** Ends the hearing. */
    public void removeConsumer(long number) {
        router.remove(number);
    }

    /**
     * Names the one that hears once when the connection is lost, on the link's thread; it must not block. Not called
     * after {@link #close()}.
     */
    public void whenLost(Consumer<ProviderException> watcher) {
        router.watch(watcher);
    }

    /** Why the connection is lost, or null while it stands. */
    public @Nullable ProviderException lost() {
        return router.lost();
    }

    /** Keeps the link beyond {@link #close()}, until {@link #release()}: a transaction manager is not done with it. */
    public void hold() {
        holders.incrementAndGet();
    }

    /** Ends a {@link #hold()}; the last one closes what was to be closed meanwhile. */
    public void release() {
        if (holders.decrementAndGet() == 0 && closeWanted) {
            closeNow();
        }
    }

    /**
     * Takes leave of the broker and ends the link, at once or when nobody holds it any more. Sessions are closed
     * before. A second call does nothing.
     */
    public void close() {
        closeWanted = true;
        if (holders.get() == 0) {
            closeNow();
        }
    }

    private void closeNow() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (router.lost() == null) {
                Answer answer = new Answer();
                link.request(new Disconnect(), answer);
                answer.await(link.time(), patience, replyTimeoutNanos);
            }
        } finally {
            link.close();
        }
    }

    private static ProviderException noAnswer(String to, long millis) {
        return new ProviderException(
                ErrorCode.TIMEOUT, "The broker did not answer the request for " + to + " within " + millis + " ms.");
    }

    private record Opening(
            Link link, EventRouter router, Executor executor, Patience patience, ClientPolicy policy) {}
}
