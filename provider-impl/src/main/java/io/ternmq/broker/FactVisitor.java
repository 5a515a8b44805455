// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** Takes each kind of fact; implemented by the state of the broker. */
public interface FactVisitor {

    /** Applies the fact. */
    void onConnectionOpened(ConnectionOpened fact);

    /** Applies the fact. */
    void onClientIdClaimed(ClientIdClaimed fact);

    /** Applies the fact. */
    void onConnectionClosed(ConnectionClosed fact);

    /** Applies the fact. */
    void onDestinationCreated(DestinationCreated fact);

    /** Applies the fact. */
    void onDestinationDeleted(DestinationDeleted fact);

    /** Applies the fact. */
    void onPolicySet(PolicySet fact);

    /** Applies the fact. */
    void onSubscriptionCreated(SubscriptionCreated fact);

    /** Applies the fact. */
    void onSubscriptionDeleted(SubscriptionDeleted fact);

    /** Applies the fact. */
    void onConsumerOpened(ConsumerOpened fact);

    /** Applies the fact. */
    void onConsumerClosed(ConsumerClosed fact);

    /** Applies the fact. */
    void onCredited(Credited fact);

    /** Applies the fact. */
    void onAwaited(Awaited fact);

    /** Applies the fact. */
    void onRecalled(Recalled fact);

    /** Applies the fact. */
    void onRouted(Routed fact);

    /** Applies the fact. */
    void onStocked(Stocked fact);

    /** Applies the fact. */
    void onDelivered(Delivered fact);

    /** Applies the fact. */
    void onReturned(Returned fact);

    /** Applies the fact. */
    void onDue(Due fact);

    /** Applies the fact. */
    void onRemoved(Removed fact);

    /** Applies the fact. */
    void onStaged(Staged fact);

    /** Applies the fact. */
    void onTransactionEnded(TransactionEnded fact);

    /** Applies the fact. */
    void onBranchJoined(BranchJoined fact);

    /** Applies the fact. */
    void onBranchLeft(BranchLeft fact);

    /** Applies the fact. */
    void onClaimed(Claimed fact);

    /** Applies the fact. */
    void onBranchDoomed(BranchDoomed fact);

    /** Applies the fact. */
    void onBranchPrepared(BranchPrepared fact);

    /** Applies the fact. */
    void onBranchDecided(BranchDecided fact);

    /** Applies the fact. */
    void onEnlisted(Enlisted fact);

    /** Applies the fact. */
    void onBranchEnded(BranchEnded fact);

    /** Applies the fact. */
    void onRemembered(Remembered fact);

    /** Applies the fact. */
    void onProducerSeen(ProducerSeen fact);

    /** Applies the fact. */
    void onDuplicateDropped(DuplicateDropped fact);

    /** Applies the fact. */
    void onTimePassed(TimePassed fact);

    /** Applies the fact. */
    void onMailboxPaused(MailboxPaused fact);

    /** Applies the fact. */
    void onPartStored(PartStored fact);

    /** Applies the fact. */
    void onPartsKept(PartsKept fact);

    /** Applies the fact. */
    void onUploadBegun(UploadBegun fact);

    /** Applies the fact. */
    void onUploadEnded(UploadEnded fact);

    /** Applies the fact. */
    void onBodyShown(BodyShown fact);

    /** Applies the fact. */
    void onScheduleSet(ScheduleSet fact);

    /** Applies the fact. */
    void onScheduleMoved(ScheduleMoved fact);

    /** Applies the fact. */
    void onScheduleHeld(ScheduleHeld fact);

    /** Applies the fact. */
    void onScheduleRemoved(ScheduleRemoved fact);

    /** Applies the fact. */
    void onLeased(Leased fact);

    /** Takes the facts about streams. */
    StreamFactVisitor streams();
}
