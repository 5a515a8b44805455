// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** Takes each kind of fact about streams; implemented by the state of the broker. */
public interface StreamFactVisitor {

    /** Applies the fact. */
    void onAppended(Appended fact);

    /** Applies the fact. */
    void onStreamMade(StreamMade fact);

    /** Applies the fact. */
    void onStreamConfigured(StreamConfigured fact);

    /** Applies the fact. */
    void onStreamDeleted(StreamDeleted fact);

    /** Applies the fact. */
    void onStreamPlaced(StreamPlaced fact);

    /** Applies the fact. */
    void onEventsDropped(EventsDropped fact);

    /** Applies the fact. */
    void onEventsKept(EventsKept fact);

    /** Applies the fact. */
    void onKeysKept(KeysKept fact);

    /** Applies the fact. */
    void onGroupPlaced(GroupPlaced fact);

    /** Applies the fact. */
    void onOffsetCommitted(OffsetCommitted fact);

    /** Applies the fact. */
    void onGroupForgotten(GroupForgotten fact);

    /** Applies the fact. */
    void onReaderOpened(ReaderOpened fact);

    /** Applies the fact. */
    void onReaderClosed(ReaderClosed fact);

    /** Applies the fact. */
    void onFed(Fed fact);

    /** Applies the fact. */
    void onUnfed(Unfed fact);

    /** Applies the fact. */
    void onPassed(Passed fact);

    /** Applies the fact. */
    void onPartitionMoved(PartitionMoved fact);

    /** Applies the fact. */
    void onReaderWoken(ReaderWoken fact);
}
