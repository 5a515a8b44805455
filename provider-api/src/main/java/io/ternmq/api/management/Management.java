// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import io.ternmq.api.policy.DestinationPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of a running broker. All methods may be called from any thread, block until what they changed is
 * durable, and see every message whose {@code send} had returned before the call. Work on many messages goes on in
 * small steps between which clients are served; what has come in after the call began is left alone. A broker that
 * stops in the middle has done some of the steps, each of them wholly.
 *
 * <p>A place that does not exist is refused with {@code INVALID_DESTINATION} and a sentence that says what exists; a
 * selector that does not follow the grammar with {@code INVALID_SELECTOR}; everything with {@code CONNECTION_LOST}
 * after the broker has stopped, or while it stands by.
 */
public interface Management {

    /**
     * Every queue.
     *
     * @return ordered by name
     */
    List<QueueView> queues();

    /**
     * One queue.
     *
     * @param name its name
     * @return the queue
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when there is no such queue
     */
    QueueView queue(String name);

    /**
     * Every topic, or pattern of topics, that has subscriptions, and every temporary one.
     *
     * @return ordered by name
     */
    List<TopicView> topics();

    /**
     * Every subscription.
     *
     * @return ordered by label
     */
    List<SubscriptionView> subscriptions();

    /**
     * One subscription.
     *
     * @param name its label, or its number in digits
     * @return the subscription
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when there is no such subscription or
     *         several have this label
     */
    SubscriptionView subscription(String name);

    /**
     * Deletes a subscription with its messages.
     *
     * @param name its label, or its number in digits
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when there is no such subscription, with
     *         {@code SUBSCRIPTION_CONFLICT} while it has consumers or unsettled messages
     */
    void deleteSubscription(String name);

    /**
     * Every open connection.
     *
     * @return ordered by number
     */
    List<ConnectionView> connections();

    /**
     * Closes a connection. Its client sees a lost connection, and may open another one.
     *
     * @param number its number
     * @return false when there is no such connection any more
     */
    boolean closeConnection(long number);

    /**
     * The branches of distributed transactions that are in doubt, prepared and not ended by their transaction manager,
     * and those that were decided by hand and that the manager has not forgotten yet.
     *
     * @return the longest prepared first
     */
    List<BranchView> branches();

    /**
     * Commits a prepared branch in place of its transaction manager, for good: what X/Open calls a heuristic decision.
     * Only for managers that do not come back; one that does is told, and may find that other resources of the same
     * transaction went the other way.
     *
     * @param name its {@link BranchView#name()}
     * @param by   who decides, to be remembered with the outcome; or null
     * @throws io.ternmq.api.ProviderException with {@code UNKNOWN_BRANCH} when there is no such branch, with {@code
     *         BRANCH_STATE} when it is not prepared, with {@code BRANCH_COMMITTED} or {@code BRANCH_ROLLED_BACK} when
     *         it was decided by hand before
     */
    void commitBranch(String name, @Nullable String by);

    /**
     * Rolls a prepared branch back in place of its transaction manager. What it has consumed comes again.
     *
     * @param name its {@link BranchView#name()}
     * @param by   who decides, to be remembered with the outcome; or null
     * @throws io.ternmq.api.ProviderException as {@link #commitBranch}
     */
    void rollbackBranch(String name, @Nullable String by);

    /**
     * Forgets a branch that was decided by hand, in place of a transaction manager that will never ask for it.
     *
     * @param name its {@link BranchView#name()}
     * @throws io.ternmq.api.ProviderException with {@code UNKNOWN_BRANCH} when there is no such branch, with {@code
     *         BRANCH_STATE} when it was not decided by hand
     */
    void forgetBranch(String name);

    /**
     * The consumers of a queue or subscription.
     *
     * @param place the queue or subscription
     * @return ordered by number
     */
    List<ConsumerView> consumers(Place place);

    /**
     * The settings that hold for a queue, or for the topics of a subscription.
     *
     * @param place the queue or subscription
     * @return the settings
     */
    DestinationPolicy settings(Place place);

    /**
     * Holds deliveries back until {@link #resume}. Messages are still taken; those that consumers have already stay
     * with them, and may be acknowledged or returned. A pause lasts over a restart wherever messages do. Does nothing
     * when the place is paused.
     *
     * @param place the queue or subscription
     */
    void pause(Place place);

    /**
     * Ends a pause. Does nothing when there is none.
     *
     * @param place the queue or subscription
     */
    void resume(Place place);

    /**
     * Looks at messages without taking them: in order of delivery those that are ready or that somebody has, then those
     * that wait for a moment. Messages that come and go between two pages neither repeat nor hide others.
     *
     * @param place    the queue or subscription
     * @param selector which messages, or null for all
     * @param position 0 for the beginning, then {@link MessagePage#next()}
     * @param limit    most messages of a page, 1 to 1,000
     * @return a page, with no more than the first 1,024 characters or bytes of each body
     */
    MessagePage browse(Place place, @Nullable String selector, long position, int limit);

    /**
     * Looks at one message.
     *
     * @param place  the queue or subscription
     * @param number number of the message
     * @return the message with its whole body, or empty when it is not there any more
     */
    Optional<MessageView> message(Place place, long number);

    /**
     * Removes messages for good: those that are ready and those that wait for a moment. What somebody has is left
     * alone.
     *
     * @param place    the queue or subscription
     * @param selector which messages, or null for all
     * @return how many were removed
     */
    long purge(Place place, @Nullable String selector);

    /**
     * Moves messages to a queue: those that are ready and those that wait for a moment, which they then wait for there.
     * No message is ever at both places or at neither, whatever happens meanwhile. In the queue they stand behind the
     * others of their priority, and their attempts count from the beginning. Limits of the queue do not hold.
     *
     * @param place    the queue or subscription they are in
     * @param selector which messages, or null for all
     * @param target   name of the queue they go to, which is made where that is allowed
     * @param limit    most messages to move
     * @return how many were moved
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when the target is the place itself, or
     *         does not exist and may not be made; with {@code RESOURCE_LIMIT} when the store is full
     */
    long move(Place place, @Nullable String selector, String target, long limit);

    /**
     * Tries dead letters again: each goes back to the queue or subscription at which it first failed, with attempts
     * that count from the beginning and without the properties that made it a dead letter. It does not expire any
     * more. As with {@link #move}, no message is ever at both places or at neither.
     *
     * @param queue    name of the dead-letter queue
     * @param selector which messages, or null for all
     * @param limit    most messages to try
     * @return what became of them
     */
    RetryReport retryDeadLetters(String queue, @Nullable String selector, long limit);
}
