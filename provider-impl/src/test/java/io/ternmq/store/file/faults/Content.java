// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is in one file: as programs see it, and as it is on the disk. Guarded by the monitor of its disk. */
final class Content {

    static final int SECTOR = 512;

    private record Resized(long moment, int size) {}

    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Written(long moment, int at, byte[] bytes) {

        int firstSector() {
            return at / SECTOR;
        }

        int endSector() {
            return (at + bytes.length + SECTOR - 1) / SECTOR;
        }
    }

    private final List<Written> unforced = new ArrayList<>();
    private final List<Resized> unforcedSizes = new ArrayList<>();
    private byte[] seen = new byte[0];
    private byte[] stored = new byte[0];
    private int size;
    private int storedSize;
    private int openings;

    int size() {
        return size;
    }

    void opened() {
        openings++;
    }

    void closed() {
        openings--;
    }

    boolean isOpen() {
        return openings > 0;
    }

    int read(long position, ByteBuffer into) {
        if (position >= size) {
            return 0;
        }
        int count = Math.min(into.remaining(), size - (int) position);
        into.put(seen, (int) position, count);
        return count;
    }

    void write(long moment, int at, byte[] bytes) {
        int end = at + bytes.length;
        reserve(end);
        System.arraycopy(bytes, 0, seen, at, bytes.length);
        unforced.add(new Written(moment, at, bytes));
        if (end > size) {
            resize(moment, end);
        }
    }

    void truncate(long moment, int newSize) {
        if (newSize < size) {
            Arrays.fill(seen, newSize, size, (byte) 0);
            unforced.add(new Written(moment, newSize, new byte[size - newSize]));
            resize(moment, newSize);
        }
    }

    private void resize(long moment, int newSize) {
        size = newSize;
        unforcedSizes.add(new Resized(moment, newSize));
    }

    private void reserve(int end) {
        if (end > seen.length) {
            int room = Math.max(end, 2 * seen.length);
            seen = Arrays.copyOf(seen, room);
            stored = Arrays.copyOf(stored, room);
        }
    }

    void force(boolean withMetadata) {
        for (Written change : unforced) {
            System.arraycopy(change.bytes, 0, stored, change.at, change.bytes.length);
        }
        unforced.clear();
        if (withMetadata) {
            storedSize = size;
            unforcedSizes.clear();
        }
    }

    /** Takes all changes for written although only some are; what can be read does not show it. */
    void forceBadly(Survival survival) {
        storeSome(survival);
        if (!unforcedSizes.isEmpty()) {
            storedSize = survivingSize(survival);
            unforcedSizes.clear();
        }
    }

    /** Whoever had the file open is gone, and the disk is asked again for everything that nobody had changed. */
    void dropCache() {
        System.arraycopy(stored, 0, seen, 0, stored.length);
        if (unforcedSizes.isEmpty()) {
            size = storedSize;
            Arrays.fill(stored, size, stored.length, (byte) 0);
        }
        Arrays.fill(seen, size, seen.length, (byte) 0);
        for (Written change : unforced) {
            System.arraycopy(change.bytes, 0, seen, change.at, change.bytes.length);
        }
        openings = 0;
    }

    /** The power has failed: only the disk counts, and what has reached it. */
    void crash(Survival survival) {
        int survivingSize = survivingSize(survival);
        storeSome(survival);
        storedSize = survivingSize;
        unforcedSizes.clear();
        dropCache();
    }

    private int survivingSize(Survival survival) {
        int surviving = storedSize;
        for (Resized change : unforcedSizes) {
            if (survival.survives(change.moment)) {
                surviving = change.size;
            }
        }
        return surviving;
    }

    private void storeSome(Survival survival) {
        int sectors = unforced.stream().mapToInt(Written::endSector).max().orElse(0);
        int[] all = new int[sectors];
        int[] surviving = new int[sectors];
        for (Written change : unforced) {
            for (int sector = change.firstSector(); sector < change.endSector(); sector++) {
                all[sector]++;
                surviving[sector] += survival.isEarly(change.moment) ? 1 : 0;
            }
        }
        for (int sector = 0; sector < sectors; sector++) {
            surviving[sector] = all[sector] == 0 ? 0 : survival.changesOfSector(surviving[sector], all[sector]);
        }
        for (Written change : unforced) {
            for (int sector = change.firstSector(); sector < change.endSector(); sector++) {
                if (surviving[sector]-- > 0) {
                    storeSector(change, sector);
                }
            }
        }
        unforced.clear();
    }

    private void storeSector(Written change, int sector) {
        int from = Math.max(change.at, sector * SECTOR);
        int to = Math.min(change.at + change.bytes.length, (sector + 1) * SECTOR);
        System.arraycopy(change.bytes, from - change.at, stored, from, to - from);
    }

    // ---- at rest: everything that was written is on the disk

    void flip(int at, int mask) {
        seen[at] ^= (byte) mask;
        stored[at] ^= (byte) mask;
    }

    byte[] bytes() {
        return Arrays.copyOf(seen, size);
    }

    static Content of(byte[] bytes) {
        Content content = new Content();
        content.write(0, 0, bytes);
        content.force(true);
        return content;
    }
}
