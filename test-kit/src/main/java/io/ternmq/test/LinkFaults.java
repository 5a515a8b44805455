// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkService;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Fault points at the links between clients and broker. Requests and replies are counted over all connections
 * together, every request that a client makes (opening, closing, credit and acknowledgements too). Nothing is ever
 * brought out of order. Callable from any thread.
 */
public final class LinkFaults {

    private final Trigger atRequest;
    private final Trigger atReply;
    private final Signal held = new Signal();
    private final Set<FaultyConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean holding;

    LinkFaults(RandomGenerator requests, RandomGenerator replies) {
        this.atRequest = new Trigger(requests);
        this.atReply = new Trigger(replies);
    }

    /**
     * Loses the connection that makes a certain request, before the broker has seen the request.
     *
     * @param nth which request from now on, 1 for the next one
     */
    public void loseConnectionAtRequest(int nth) {
        atRequest.atNth(nth);
    }

    /**
     * Loses connections by chance, each time before the broker has seen the request.
     *
     * @param probability for each request, from 0 for never to 1 for always
     */
    public void loseConnectionsAtRequestsWithProbability(double probability) {
        atRequest.withProbability(probability);
    }

    /**
     * Loses a connection instead of answering: the broker has done what was asked, the client cannot know.
     *
     * @param nth which reply from now on, 1 for the next one; requests that want no answer do not count
     */
    public void loseConnectionAtReply(int nth) {
        atReply.atNth(nth);
    }

    /**
     * Loses connections by chance, each time instead of answering.
     *
     * @param probability for each reply, from 0 for never to 1 for always
     */
    public void loseConnectionsAtRepliesWithProbability(double probability) {
        atReply.withProbability(probability);
    }

    /** Loses every connection that is open, at once. */
    public void loseAllConnections() {
        ProviderException reason = lost();
        open.forEach(connection -> connection.lose(reason));
    }

    /**
     * From now on nothing comes from the broker to the clients: replies and deliveries wait in line. The broker hears
     * the clients as before. {@link TestBroker#awaitIdle()} takes what is held back for idle.
     */
    public void holdReplies() {
        holding = true;
    }

    /** Lets everything through that was held back, in order, and holds nothing any more. */
    public void releaseReplies() {
        holding = false;
        open.forEach(FaultyConnection::drain);
    }

    /**
     * Counts the replies and deliveries that are held back.
     *
     * @return how many wait for {@link #releaseReplies()}
     */
    public int heldReplies() {
        return open.stream().mapToInt(FaultyConnection::waiting).sum();
    }

    /**
     * Waits, at most ten seconds of real time, until replies and deliveries are held back: the way to know that a
     * request of another thread has been carried out.
     *
     * @param atLeast how many
     * @throws AssertionError when there are fewer after ten seconds
     */
    public void awaitHeldReplies(int atLeast) {
        if (!held.await(() -> heldReplies() >= atLeast)) {
            throw new AssertionError("Expected " + atLeast + " or more replies to be held back within "
                    + Signal.PATIENCE.toSeconds() + " s, but there are " + heldReplies());
        }
    }

    /** Loses no more connections and lets go whatever is held back. */
    public void clear() {
        atRequest.disarm();
        atReply.disarm();
        releaseReplies();
    }

    LinkService over(LinkService service) {
        return new FaultyLink(service, this);
    }

    /** The broker is gone: clients lose their connection, and it hears nothing of that. */
    void crash(ProviderException reason) {
        open.forEach(connection -> connection.cut(reason));
    }

    void opened(FaultyConnection connection) {
        open.add(connection);
    }

    void closed(FaultyConnection connection) {
        open.remove(connection);
    }

    boolean isHolding() {
        return holding;
    }

    void heldOneMore() {
        held.raise();
    }

    boolean losesRequest() {
        return atRequest.fires();
    }

    boolean losesReply() {
        return atReply.fires();
    }

    static ProviderException lost() {
        return new ProviderException(ErrorCode.CONNECTION_LOST, "The connection was lost, because the test wants it");
    }

    @Override
    public String toString() {
        return "links hold " + heldReplies();
    }
}
