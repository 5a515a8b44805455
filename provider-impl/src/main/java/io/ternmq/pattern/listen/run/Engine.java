// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.listen.AnswerSpec;
import io.ternmq.pattern.listen.Declared;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.TimedSpec;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The entrance of this room. Callable from any thread.
 *
 * <p>How what was declared is carried out:
 *
 * <ul>
 *   <li>A lane has a session and a thread. What it receives, the replies and the dead letters are one transaction,
 *       which the session's own is, or one of the transaction manager.
 *   <li>In a transaction of the session, attempts are made in place; the message keeps its place meanwhile. In one
 *       of the transaction manager an attempt that has failed is rolled back with all that it has done, and the
 *       provider delivers the message again; its deliveries count where no attempts are noted.
 *   <li>Of a batch, the items that have failed are tried again one by one, each in a list of its own, after one
 *       pause. They are settled together with the others. In a transaction of a transaction manager the whole batch is
 *       rolled back, and each of its messages is tried again by itself.
 *   <li>Messages that must stay in order are received by one lane, as many as are there at once, and settled
 *       together. With batches, or in transactions of a transaction manager, they are handled one after the other.
 * </ul>
 */
public final class Engine {

    private Engine() {}

    /**
     * Puts everything to work, or nothing. Waits until each has its consumers.
     *
     * @param tools        of the {@code Messaging} that carries it
     * @param declared     what is to work
     * @param transactions for methods that want to be part of one, or null without a transaction manager
     * @return what runs
     * @throws ProviderException when the provider refuses one of them
     */
    public static ListenerSet start(
            Toolbox tools, List<Declared> declared, @Nullable DeliveryTransactions transactions) {
        return start(tools, declared, transactions, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The same with a chance of the caller's.
     *
     * @param chance from 0 to 1; decides about the jitter. Any thread
     */
    static ListenerSet start(
            Toolbox tools,
            List<Declared> declared,
            @Nullable DeliveryTransactions transactions,
            DoubleSupplier chance) {
        Presence presence = new Presence();
        List<Post> posts = declared.stream()
                .map(each -> post(tools, each, presence, transactions, chance))
                .toList();
        return RunningSet.open(tools, presence, posts);
    }

    private static Post post(
            Toolbox tools,
            Declared declared,
            Presence presence,
            @Nullable DeliveryTransactions transactions,
            DoubleSupplier chance) {
        if (declared instanceof AnswerSpec answer) {
            return new AnswerPost(tools, answer, presence);
        }
        if (declared instanceof TimedSpec timed) {
            return new TimedPost(tools, timed, presence, chance);
        }
        ListenerSpec listener = (ListenerSpec) declared;
        boolean isWanted = transactions != null
                && transactions.wants(listener.beans().type(), listener.call().method());
        return new ListenerPost(
                new Job(tools, listener, presence, chance, null), isWanted ? transactions : null);
    }
}
