// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.EventRef;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.Fed;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PartitionMoved;
import io.ternmq.broker.Passed;
import io.ternmq.broker.ReaderClosed;
import io.ternmq.broker.ReaderOpened;
import io.ternmq.broker.ReaderWoken;
import io.ternmq.broker.Removal;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamDeleted;
import io.ternmq.broker.StreamFactVisitor;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.broker.Unfed;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.mailbox.MailboxIdentity;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.StreamReader;
import io.ternmq.broker.stream.Streams;
import io.ternmq.message.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link FactApplier} that is about streams: joins them with the mailboxes of their readers. */
final class StreamApplier implements StreamFactVisitor {

    private final BrokerState state;
    private final Streams streams;
    private final FactApplier facts;

    StreamApplier(BrokerState state, FactApplier facts) {
        this.state = state;
        this.streams = state.streams();
        this.facts = facts;
    }

    @Override
    public void onAppended(Appended fact) {
        facts.onRouted(fact.routed());
        EventStream stream = streams.append(fact);
        if (stream != null) {
            touchReaders(stream);
        }
    }

    private void touchReaders(EventStream stream) {
        streams.readersOf(stream).forEach(this::touch);
    }

    private void touch(StreamReader reader) {
        Mailbox mailbox = state.mailbox(reader.mailbox());
        if (mailbox != null) {
            state.touch(mailbox);
        }
    }

    @Override
    public void onStreamMade(StreamMade fact) {
        streams.make(fact);
    }

    @Override
    public void onStreamConfigured(StreamConfigured fact) {
        streams.configure(fact);
    }

    @Override
    public void onStreamDeleted(StreamDeleted fact) {
        streams.delete(fact.stream()).forEach(this::touch);
    }

    @Override
    public void onStreamPlaced(StreamPlaced fact) {
        state.numbers().sawEntry(fact.lastEntry());
        streams.restore(fact);
    }

    @Override
    public void onEventsDropped(EventsDropped fact) {
        streams.drop(fact);
    }

    @Override
    public void onEventsKept(EventsKept fact) {
        for (long entry : fact.entries()) {
            state.numbers().sawEntry(entry);
        }
        streams.restore(fact);
    }

    @Override
    public void onKeysKept(KeysKept fact) {
        streams.restore(fact);
    }

    @Override
    public void onGroupPlaced(GroupPlaced fact) {
        streams.place(fact);
        touchAll(fact.stream());
    }

    private void touchAll(long stream) {
        EventStream known = streams.find(stream);
        if (known != null) {
            touchReaders(known);
        }
    }

    @Override
    public void onOffsetCommitted(OffsetCommitted fact) {
        streams.commit(fact);
    }

    @Override
    public void onGroupForgotten(GroupForgotten fact) {
        streams.forget(fact);
    }

    @Override
    public void onReaderOpened(ReaderOpened fact) {
        Address topic = Address.topic(fact.topic());
        String label = fact.group() == null ? fact.topic() : fact.topic() + '/' + fact.group();
        state.put(new Mailbox(
                fact.mailbox(),
                new MailboxIdentity(topic, fact.group(), label, false),
                policyOf(topic),
                state.premises()));
        streams.open(fact, state.numbers().lastEntry());
        streams.readers().forEach(this::touch);
    }

    /** An event that expires is kept by its stream, so it needs no expiry queue for each of its readers. */
    DestinationPolicy policyOf(Address topic) {
        return state.policyFor(topic).withExpiryAddress(null);
    }

    @Override
    public void onReaderClosed(ReaderClosed fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        StreamReader reader = streams.reader(fact.mailbox());
        if (mailbox != null && reader != null) {
            for (Entry entry : mailbox.entries()) {
                if (entry.message() instanceof EventRef event) {
                    streams.takeBack(mailbox.id(), event, entry.attempts());
                }
            }
        }
        streams.close(fact.mailbox());
        facts.drop(fact.mailbox());
        streams.readers().forEach(this::touch);
    }

    @Override
    public void onFed(Fed fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        if (mailbox != null) {
            state.numbers().sawEntry(fact.entry());
            Entry entry = mailbox.add(fact.entry(), fact.event(), fact.event().memoryBytes(), 0);
            if (fact.attempts() > 0) {
                mailbox.deliver(entry, fact.attempts(), null);
            }
            streams.feed(fact);
        }
    }

    @Override
    public void onUnfed(Unfed fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        Entry entry = mailbox == null ? null : mailbox.find(fact.entry());
        if (mailbox != null && entry != null) {
            if (fact.isAgain() && entry.message() instanceof EventRef event) {
                streams.takeBack(mailbox.id(), event, entry.attempts());
            }
            mailbox.remove(entry, Removal.WITHDRAWN);
        }
    }

    @Override
    public void onPassed(Passed fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        MailboxConsumer consumer = mailbox == null ? null : mailbox.consumer(fact.consumer());
        if (mailbox != null && consumer != null) {
            mailbox.spendCredit(consumer, fact.count());
        }
        streams.pass(fact);
    }

    @Override
    public void onPartitionMoved(PartitionMoved fact) {
        streams.move(fact);
        Mailbox mailbox = state.mailbox(fact.mailbox());
        if (mailbox != null) {
            state.touch(mailbox);
        } else {
            touchAll(fact.stream());
        }
    }

    @Override
    public void onReaderWoken(ReaderWoken fact) {
        StreamReader reader = streams.reader(fact.mailbox());
        if (reader != null) {
            streams.wake(reader);
            touch(reader);
        }
    }

    /** Something was settled at a mailbox that may be a reader's; called before the mailbox forgets it. */
    void onRemoved(Entry entry) {
        if (entry.message() instanceof EventRef event) {
            streams.settle(entry.mailbox().id(), event);
        }
    }

    /** A consumer was closed that may be a reader's. */
    void onConsumerClosed(Mailbox mailbox) {
        StreamReader reader = streams.reader(mailbox.id());
        if (reader != null) {
            streams.leave(reader);
            streams.readers().forEach(this::touch);
        }
    }

    /** Settings of destinations have changed. */
    void onPolicySet() {
        for (EventStream stream : List.copyOf(streams.all())) {
            @Nullable StreamPolicy policy = state.policyFor(Address.topic(stream.topic())).stream();
            if (policy != null && !stream.isOwn()) {
                streams.configure(new StreamConfigured(stream.id(), policy, false));
            }
        }
    }

    /** The settings that hold for a mailbox. */
    DestinationPolicy policyFor(Mailbox mailbox) {
        Address address = mailbox.identity().address();
        return streams.reader(mailbox.id()) == null ? state.policyFor(address) : policyOf(address);
    }
}
