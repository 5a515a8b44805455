// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of itself.
 *
 * @param epoch        number of its last owner; 0 while it is being made
 * @param storeId      its identity
 * @param segmentBytes size of its segments
 */
record Meta(int epoch, long storeId, long segmentBytes) {

    private static final int SIZE = 48;
    private static final int CHECKED = 36;
    private static final int TRAILER_AT = 40;

    /** Reads the file. Null when there is no store yet, or one that was not finished when it was made. */
    static @Nullable Meta read(Disk disk, List<String> names) throws IOException {
        if (!names.contains(Format.META)) {
            requireNothing(disk, names);
            return null;
        }
        try (DiskFile file = disk.openToRead(Format.META)) {
            Slot first = Slot.read(disk, file, 0);
            Slot second = Slot.read(disk, file, 1);
            Meta newest = newer(first.meta, second.meta);
            if (newest == null) {
                requireNothing(disk, names);
                return null;
            }
            Meta before = newer(first.before, second.before);
            if (before != null && before.epoch > newest.epoch) {
                throw Failures.damaged(disk, "one byte of the file " + Format.META + " is wrong");
            }
            return newest.epoch == 0 ? null : newest;
        }
    }

    /** Segments without the file that says what they are would be forgotten silently. */
    private static void requireNothing(Disk disk, List<String> names) {
        if (names.stream().anyMatch(name -> Format.segmentNumber(name) > 0)) {
            throw Failures.damaged(disk, "there are segments, but the file " + Format.META
                    + " is missing or not readable");
        }
    }

    private static @Nullable Meta newer(@Nullable Meta one, @Nullable Meta other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.epoch >= other.epoch ? one : other;
    }

    /** Notes durably that a store is about to be made; returns what it will be. */
    static Meta create(Disk disk, LongSupplier identities, long segmentBytes) throws IOException {
        Meta made = new Meta(0, identities.getAsLong(), segmentBytes);
        made.write(disk);
        disk.forceDirectory();
        return made;
    }

    /** Notes durably that there is a new owner. */
    Meta next(Disk disk) throws IOException {
        Meta next = new Meta(epoch + 1, storeId, segmentBytes);
        next.write(disk);
        return next;
    }

    /** Writes it durably. */
    void write(Disk disk) throws IOException {
        try (DiskFile file = disk.open(Format.META)) {
            boolean grows = file.size() < 2 * Format.PAGE;
            if (grows) {
                file.write(0, ByteBuffer.allocate(2 * Format.PAGE));
            }
            file.write(Slot.at(epoch & 1), encoded());
            file.force(grows);
        }
    }

    private ByteBuffer encoded() {
        Seal seal = new Seal(storeId);
        byte[] array = new byte[SIZE];
        ByteBuffer bytes = ByteBuffer.wrap(array);
        bytes.putLong(Format.META_MAGIC).putInt(Format.VERSION).putInt(epoch).putLong(storeId).putLong(segmentBytes);
        bytes.putInt(0).putInt(seal.check(array, 0, CHECKED, 0)).putLong(seal.trailer(0, epoch));
        return bytes.flip();
    }

    Layout layout() {
        return new Layout(segmentBytes, new Seal(storeId));
    }

    /**
     * One of the two places.
     *
     * @param meta   what it says, or null
     * @param before what it said until one byte of it changed, or null
     */
    private record Slot(@Nullable Meta meta, @Nullable Meta before) {

        static long at(int index) {
            return (long) index * Format.PAGE;
        }

        static Slot read(Disk disk, DiskFile file, int index) throws IOException {
            byte[] bytes = new byte[SIZE];
            if (file.read(at(index), ByteBuffer.wrap(bytes)) < SIZE) {
                return new Slot(null, null);
            }
            Meta meta = decode(bytes);
            int format = ByteBuffer.wrap(bytes).getInt(8);
            if (meta != null && format != Format.VERSION) {
                throw Failures.refused(disk, "it has format " + format + ", and this TernMQ knows format "
                        + Format.VERSION + " only");
            }
            return new Slot(meta, meta == null ? mended(bytes) : null);
        }

        private static @Nullable Meta decode(byte[] array) {
            ByteBuffer bytes = ByteBuffer.wrap(array);
            Meta meta = new Meta(bytes.getInt(12), bytes.getLong(16), bytes.getLong(24));
            int check = new Seal(meta.storeId).check(array, 0, CHECKED, 0);
            return bytes.getLong(0) == Format.META_MAGIC && bytes.getInt(CHECKED) == check ? meta : null;
        }

        /** Tries every byte; only the trailer tells a changed byte from a write that a crash cut off. */
        private static @Nullable Meta mended(byte[] bytes) {
            for (int i = 0; i < TRAILER_AT; i++) {
                byte wrong = bytes[i];
                for (int value = 0; value < 256; value++) {
                    bytes[i] = (byte) value;
                    Meta meta = decode(bytes);
                    if (meta != null
                            && ByteBuffer.wrap(bytes).getLong(TRAILER_AT)
                                    == new Seal(meta.storeId).trailer(0, meta.epoch)) {
                        return meta;
                    }
                }
                bytes[i] = wrong;
            }
            return null;
        }
    }
}
