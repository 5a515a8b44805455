// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Appended;
import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.Due;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.Fact;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.Routed;
import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.ScheduleRemoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamDeleted;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns durable facts into bytes and back. The first byte is the number of the class, then come the fields in the order
 * of this table. A number is given once for ever: a class that goes leaves its number unused, and a form that has to
 * change gets a new one, while the old one is still read.
 *
 * <pre>
 *  1 DestinationCreated   address, number mailbox, number owner
 *  2 DestinationDeleted   address
 *  3 SubscriptionCreated  number mailbox, byte (1 durable, 2 shared, 4 no local), text client identifier, text name,
 *                         text topic, text selector, number owner
 *  4 SubscriptionDeleted  number mailbox
 *  5 Routed               number entry, number due, count of mailboxes, number of each, message
 *  6 Stocked              number mailbox, byte priority, count n, n differences of entries, n differences of refs,
 *                         columns of sizes, expirations, dues and attempts
 *  7 Delivered            number mailbox, number entry, number consumer, number attempt
 *  8 Returned             number mailbox, number entry, byte counted (0 or 1), number due
 *  9 Due                  number mailbox, number entry
 * 10 Removed              number mailbox, number entry, byte (0 acknowledged, 1 expired, 2 dead-lettered, 3 dropped,
 *                         4 withdrawn)
 * 11 BranchPrepared       branch; only read, since 45 says more
 * 12 Enlisted             branch, number connection, text client identifier, message
 * 13 Claimed              branch, number mailbox, number entry
 * 14 BranchEnded          branch
 * 15 Remembered           address, text, number millis
 * 16 ProducerSeen         text producer, count n of ends of intervals, n differences, number millis
 * 17 PolicySet            text pattern, byte (0 none, 1 settings, 3 settings with auto-create); unless it is 0, signed
 *                         most messages, signed most bytes, text full policy, number block time-out, signed most
 *                         attempts, number delay, eight bytes multiplier, number largest delay, text dead-letter
 *                         address, text expiry address; with bit 4 of the byte set, retention
 * 18 MailboxPaused        number mailbox, byte paused (0 or 1)
 * 19 PartStored           number body, bytes
 * 20 PartsKept            number body, number length, count n of references, n differences
 * 21 Appended             number entry, number due, count of mailboxes, number of each, number stream, number offset,
 *                         number millis, number version, message, which says its key
 * 22 StreamMade           number stream, text topic, retention, boolean whether it is its own
 * 23 StreamConfigured     number stream, retention, boolean whether it is its own
 * 24 StreamDeleted        number stream
 * 25 StreamPlaced         number stream, number next offset, number last millis, number last entry
 * 26 EventsDropped        number stream, number before
 * 27 EventsKept           number stream, count n, n differences of offsets, entries and refs, of sizes, of millis and
 *                         of hashes
 * 28 KeysKept             number stream, count n, n texts, n differences of versions, n differences of last offsets
 * 29 GroupPlaced          number stream, text group, number offset
 * 30 OffsetCommitted      number stream, text group, number partition, number next
 * 31 GroupForgotten       number stream, text group
 * 41 ScheduleSet          text name, number at, text cron, text zone, byte (0 run once, 1 run all, 2 skip),
 *                         number next, number last, number runs, message
 * 42 ScheduleMoved        text name, number next, number last, number runs
 * 43 ScheduleRemoved      text name
 * 44 BranchDecided        branch, byte committed (0 or 1), number millis, text by whom
 * 45 BranchPrepared       branch, number millis
 * </pre>
 *
 * <p>Number, text and bytes are those of {@link ByteWriter}, message and address those of {@link
 * io.ternmq.message.MessageCodec} and {@link io.ternmq.message.AddressCodec}. A branch is its format as a signed
 * number and both of its parts as bytes. Retention is a number of partitions, signed milliseconds, bytes and events
 * (-1 for no limit), and whether of a key the last event alone is kept. A difference is a signed number, from zero or
 * from the value before. A column is the byte 0 when all of it is zero, or the byte 1 and n differences. That a fact
 * is durable is not written: others are neither written nor read.
 */
public final class FactCodec implements RecordCodec<Fact> {

    private static final int CODES = 128;

    private final Map<Class<?>, FactForm<?>> byType = new HashMap<>();
    private final @Nullable FactForm<?>[] byCode = new FactForm<?>[CODES];

    /** Makes a codec of all forms. */
    public FactCodec() {
        for (FactForm<?> form : forms()) {
            if (byCode[form.code()] != null || byType.put(form.type(), form) != null) {
                throw new IllegalStateException("Two forms have the number or the class of " + form);
            }
            byCode[form.code()] = form;
        }
        for (FactForm<?> form : formsThatAreOnlyRead()) {
            if (byCode[form.code()] != null) {
                throw new IllegalStateException("The number of an earlier form was given to " + byCode[form.code()]);
            }
            byCode[form.code()] = form;
        }
    }

    /** The table above. A new durable fact gets the next number here, and a line there. */
    static List<FactForm<?>> forms() {
        return List.of(
                new FactForm<>(1, DestinationCreated.class, PlaceForms::writeCreated, PlaceForms::readCreated),
                new FactForm<>(2, DestinationDeleted.class, PlaceForms::writeDeleted, PlaceForms::readDeleted),
                new FactForm<>(3, SubscriptionCreated.class, PlaceForms::writeSubscribed, PlaceForms::readSubscribed),
                new FactForm<>(4, SubscriptionDeleted.class, PlaceForms::writeEnded, PlaceForms::readEnded),
                new FactForm<>(5, Routed.class, EntryForms::writeRouted, EntryForms::readRouted),
                new FactForm<>(6, Stocked.class, StockForm::write, StockForm::read),
                new FactForm<>(7, Delivered.class, EntryForms::writeDelivered, EntryForms::readDelivered),
                new FactForm<>(8, Returned.class, EntryForms::writeReturned, EntryForms::readReturned),
                new FactForm<>(9, Due.class, EntryForms::writeDue, EntryForms::readDue),
                new FactForm<>(10, Removed.class, EntryForms::writeRemoved, EntryForms::readRemoved),
                new FactForm<>(12, Enlisted.class, BranchForms::writeEnlisted, BranchForms::readEnlisted),
                new FactForm<>(13, Claimed.class, BranchForms::writeClaimed, BranchForms::readClaimed),
                new FactForm<>(14, BranchEnded.class, BranchForms::writeEnded, BranchForms::readEnded),
                new FactForm<>(15, Remembered.class, IdentityForms::writeRemembered, IdentityForms::readRemembered),
                new FactForm<>(16, ProducerSeen.class, IdentityForms::writeSeen, IdentityForms::readSeen),
                new FactForm<>(17, PolicySet.class, PolicyForms::writeSet, PolicyForms::readSet),
                new FactForm<>(18, MailboxPaused.class, PlaceForms::writePaused, PlaceForms::readPaused),
                new FactForm<>(19, PartStored.class, BodyForms::writePart, BodyForms::readPart),
                new FactForm<>(20, PartsKept.class, BodyForms::writeKept, BodyForms::readKept),
                new FactForm<>(21, Appended.class, StreamForms::writeAppended, StreamForms::readAppended),
                new FactForm<>(22, StreamMade.class, StreamForms::writeMade, StreamForms::readMade),
                new FactForm<>(23, StreamConfigured.class, StreamForms::writeConfigured, StreamForms::readConfigured),
                new FactForm<>(24, StreamDeleted.class, StreamForms::writeDeleted, StreamForms::readDeleted),
                new FactForm<>(25, StreamPlaced.class, StreamForms::writePlaced, StreamForms::readPlaced),
                new FactForm<>(26, EventsDropped.class, StreamForms::writeDropped, StreamForms::readDropped),
                new FactForm<>(27, EventsKept.class, EventForms::writeKept, EventForms::readKept),
                new FactForm<>(28, KeysKept.class, EventForms::writeKeys, EventForms::readKeys),
                new FactForm<>(29, GroupPlaced.class, StreamForms::writeGroup, StreamForms::readGroup),
                new FactForm<>(30, OffsetCommitted.class, StreamForms::writeCommitted, StreamForms::readCommitted),
                new FactForm<>(31, GroupForgotten.class, StreamForms::writeForgotten, StreamForms::readForgotten),
                new FactForm<>(41, ScheduleSet.class, WorkForms::writeSet, WorkForms::readSet),
                new FactForm<>(42, ScheduleMoved.class, WorkForms::writeMoved, WorkForms::readMoved),
                new FactForm<>(43, ScheduleRemoved.class, WorkForms::writeRemoved, WorkForms::readRemoved),
                new FactForm<>(44, BranchDecided.class, BranchForms::writeDecided, BranchForms::readDecided),
                new FactForm<>(45, BranchPrepared.class, BranchForms::writePrepared, BranchForms::readPrepared));
    }

    /** Forms of earlier versions. */
    static List<FactForm<?>> formsThatAreOnlyRead() {
        return List.of(FactForm.onlyRead(11, BranchPrepared.class, BranchForms::readPreparedSomeTime));
    }

    /**
     * Writes a fact behind what the writer holds; a failure leaves the writer as it was.
     *
     * @throws ProviderException with {@code INTERNAL} when the fact is not durable or has no form, else as {@link
     *         io.ternmq.message.MessageRef#load} and {@link io.ternmq.message.MessageCodec#encode} do
     */
    @Override
    public void encode(Fact record, ByteWriter out) {
        FactForm<?> form = byType.get(record.getClass());
        if (form == null || !record.isDurable()) {
            throw new ProviderException(
                    ErrorCode.INTERNAL,
                    "A fact was to be stored that " + (form == null ? "has no stored form: " : "is not durable: ")
                            + record.getClass().getName() + ".");
        }
        int start = out.size();
        try {
            form.write(record, out);
        } catch (RuntimeException e) {
            out.truncate(start);
            throw e;
        }
    }

    @Override
    public Fact decode(ByteReader in) {
        int length = in.remaining();
        try {
            Fact fact = formOf(in.getByte()).read(in);
            if (in.remaining() > 0) {
                throw damaged("its last " + in.remaining() + " of " + length + " bytes belong to nothing", null);
            }
            if (!fact.isDurable()) {
                throw damaged("it speaks of something that is never stored", null);
            }
            return fact;
        } catch (BufferUnderflowException e) {
            throw damaged("a length or a number in its " + length + " bytes does not fit, "
                    + in.remaining() + " bytes before the end", e);
        } catch (ProviderException e) {
            throw e.code() == ErrorCode.STORE_FAILED ? e : damaged("its content is refused: " + e.getMessage(), e);
        }
    }

    private FactForm<?> formOf(byte code) {
        FactForm<?> form = code < 0 ? null : byCode[code];
        if (form == null) {
            throw damaged("there is no kind of record with number " + (code & 0xFF), null);
        }
        return form;
    }

    /** The engine that knows the record's place adds it. */
    static ProviderException damaged(String what, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.STORE_FAILED,
                "A record of the store is damaged, or was written by a newer version: " + what
                        + ". `tern store verify` tells what else is.",
                cause);
    }
}
