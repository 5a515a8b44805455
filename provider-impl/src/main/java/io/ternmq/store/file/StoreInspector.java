// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the directory of a store without changing it and without its lock, be it damaged. While a broker has it open
 * the end of the log moves on, which may look like the remains of a crash. For one thread at a time.
 */
public final class StoreInspector implements AutoCloseable {

    /** Takes records as bytes. */
    @FunctionalInterface
    public interface RawVisitor {

        /**
         * Takes a record.
         *
         * @param record what the codec wrote
         * @param ref    its reference, or 0 when it is in an image
         * @param where  file and place, for people
         */
        void visit(ByteReader record, long ref, String where);
    }

    private final Disk disk;
    private final Meta meta;
    private final Layout layout;
    private final Segments segments;
    private final List<String> damages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> atOpening = new ArrayList<>();

    private StoreInspector(Disk disk, Meta meta, List<String> names) {
        this.disk = disk;
        this.meta = meta;
        this.layout = meta.layout();
        this.segments = new Segments(disk, layout, names, true);
    }

    /**
     * Opens a directory for reading.
     *
     * @param disk the directory
     * @return the inspector
     * @throws ProviderException with {@code STORE_FAILED} when there is no store, or nothing says what it was
     */
    public static StoreInspector open(Disk disk) {
        try {
            List<String> names = disk.list();
            List<String> problems = new ArrayList<>();
            Meta meta = readMeta(disk, names, problems);
            if (meta == null) {
                throw Failures.refused(disk, "there is no store in this directory");
            }
            StoreInspector inspector = new StoreInspector(disk, meta, names);
            inspector.atOpening.addAll(problems);
            return inspector;
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be read", e);
        }
    }

    /** Every segment says to which store it belongs; that is enough when the file that should say it is damaged. */
    private static @Nullable Meta readMeta(Disk disk, List<String> names, List<String> problems) throws IOException {
        try {
            return Meta.read(disk, names);
        } catch (ProviderException damaged) {
            problems.add(Objects.requireNonNullElse(damaged.getMessage(), "the file meta is damaged"));
        }
        for (String name : new TreeSet<>(names)) {
            if (Format.segmentNumber(name) > 0) {
                try (DiskFile file = disk.openToRead(name)) {
                    Layout layout = Segment.layoutOf(file, Format.segmentNumber(name));
                    if (layout != null) {
                        return new Meta(Integer.MAX_VALUE, layout.seal().storeId(), layout.segmentBytes());
                    }
                }
            }
        }
        return null;
    }

    /**
     * Reads everything.
     *
     * @return what there is, and what is wrong with it
     */
    public StoreReport verify() {
        return walk((record, ref, where) -> {});
    }

    /**
     * Reads everything and hands on the records: those of the image that the store would begin with, then those of all
     * segments that are needed, also the ones that the image replaces. What is damaged is left out.
     *
     * @param visitor takes the records
     * @return what there is, and what is wrong with it
     */
    public StoreReport walk(RawVisitor visitor) {
        return walk(visitor, true);
    }

    /**
     * Reads everything and hands on what a broker would begin with: the records of the image, then those of the log
     * behind it. What is damaged is left out.
     *
     * @param visitor takes the records
     * @return what there is, and what is wrong with it
     */
    public StoreReport replay(RawVisitor visitor) {
        return walk(visitor, false);
    }

    private StoreReport walk(RawVisitor visitor, boolean replacedToo) {
        try {
            return read(visitor, replacedToo);
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be read", e);
        }
    }

    private StoreReport read(RawVisitor visitor, boolean replacedToo) throws IOException {
        damages.clear();
        notes.clear();
        damages.addAll(atOpening);
        CheckpointFinder finder = new CheckpointFinder(disk, layout, segments);
        Checkpoint checkpoint = find(finder);
        List<StoreReport.Image> images = new ArrayList<>();
        for (CheckpointHeader header : finder.newestFirst()) {
            images.add(image(header, header.number() == checkpoint.header().number() ? visitor : null));
        }
        SegmentWalk walk = new SegmentWalk(disk, layout, segments, checkpoint, damages, notes);
        List<StoreReport.Part> parts = walk.walk(visitor, replacedToo);
        return new StoreReport(disk.describe(), meta.epoch(), layout.segmentBytes(), images, parts,
                walk.end(), damages, notes);
    }

    /** The image with which the store would begin, or the empty one when it could not. */
    private Checkpoint find(CheckpointFinder finder) throws IOException {
        try {
            Checkpoint found = finder.find(Integer.MAX_VALUE);
            finder.problems().forEach(notes::add);
            return found;
        } catch (ProviderException none) {
            damages.addAll(finder.problems());
            long first = segments.numbers().isEmpty() ? 1 : segments.numbers().get(0);
            return Checkpoint.beginningWith(first, layout);
        }
    }

    private StoreReport.Image image(CheckpointHeader header, @Nullable RawVisitor visitor) throws IOException {
        try (DiskFile file = disk.openToRead(header.name())) {
            CheckpointBody body = new CheckpointBody(file, header, layout.seal());
            String problem = body.walk(visitor == null ? null : record -> visitor.visit(record, 0, header.name()));
            return new StoreReport.Image(header.name(), header.number(), header.covers(), header.records(),
                    header.bodyBytes(), problem == null);
        }
    }

    /**
     * Copies what can be read into an empty directory, as a store that can be opened: every reference stays what it is.
     * What cannot be read is left out.
     *
     * @param target where to
     * @return what is wrong with the original
     */
    public StoreReport salvage(Disk target) {
        try {
            if (!target.list().isEmpty()) {
                throw Failures.refused(target, "what is left of another store can be saved into an empty directory"
                        + " only");
            }
            Checkpoint checkpoint = find(new CheckpointFinder(disk, layout, segments));
            SegmentWalk walk = new SegmentWalk(disk, layout, segments, checkpoint, damages, notes);
            walk.walk((record, ref, where) -> {}, true);
            new Salvage(disk, target, layout, segments).run(checkpoint, walk.good());
            return verify();
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be saved", e);
        }
    }

    @Override
    public void close() {
        try {
            segments.close();
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be closed", e);
        }
    }
}
