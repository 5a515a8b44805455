// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What may come out of the log: which images, which batches after them, and which of those must. */
final class StoreModel {

    private final Map<Long, String> texts = new HashMap<>();
    private List<Batch> batches = new ArrayList<>();
    private List<Batch> lost = List.of();

    /** Oldest first; the last one that is complete is what the owner goes by. */
    private final List<Image> images = new ArrayList<>();
    private SortedMap<Long, Long> items = new TreeMap<>();
    private long last;

    StoreModel() {
        Image nothing = new Image(0, List.of());
        nothing.complete = true;
        images.add(nothing);
    }

    // ---- what the owner does

    void begins(Batch batch) {
        batches.add(batch);
        batch.facts.stream()
                .filter(fact -> fact.startsWith("+"))
                .forEach(fact -> texts.put(Facts.itemsOf(List.of(fact)).firstKey(), fact));
    }

    void refused(Batch batch) {
        batches.remove(batch);
    }

    void appended(Batch batch, long position) {
        require(position > last, "position " + position + " does not follow " + last);
        last = position;
        batch.position = position;
        for (int i = 0; i < batch.refs.length; i++) {
            require(batch.refs[i] > 0, "reference " + batch.refs[i] + " in " + batch);
            Facts.apply(batch.facts.get(i), batch.refs[i], items);
        }
    }

    void acknowledged(Batch batch) {
        require(!batch.acknowledged && !batch.failed, "told twice: " + batch);
        for (Batch earlier : batches) {
            if (earlier.equals(batch)) {
                break;
            }
            require(earlier.acknowledged, batch + " is acknowledged before " + earlier);
        }
        batch.acknowledged = true;
    }

    void failed(Batch batch) {
        require(!batch.acknowledged && !batch.failed, "told twice: " + batch);
        batch.failed = true;
    }

    boolean waits() {
        return batches.stream().anyMatch(batch -> !batch.acknowledged && !batch.failed);
    }

    /** What there is, by item with its reference. */
    SortedMap<Long, Long> items() {
        return items;
    }

    String textOf(long item) {
        String text = texts.get(item);
        require(text != null, "there never was an item " + item);
        return String.valueOf(text);
    }

    private Image current() {
        return images.get(images.size() - 1);
    }

    /** Positions that a checkpoint may cover. */
    List<Long> coverable() {
        List<Long> positions = new ArrayList<>(List.of(current().covers));
        batches.stream().map(batch -> batch.position).filter(p -> p > current().covers).forEach(positions::add);
        return positions;
    }

    SortedMap<Long, Long> itemsAt(long position) {
        SortedMap<Long, Long> then = Facts.itemsOf(current().lines);
        for (Batch batch : batches) {
            if (batch.position > current().covers && batch.position <= position) {
                for (int i = 0; i < batch.refs.length; i++) {
                    Facts.apply(batch.facts.get(i), batch.refs[i], then);
                }
            }
        }
        return then;
    }

    Image beginsImage(long covers) {
        Image image = new Image(covers, List.copyOf(batches));
        images.add(image);
        return image;
    }

    /** The engine has returned; it may have kept the old one only when it had a reason to. */
    void imageWritten(Image image, boolean hadReasonToKeepTheOldOne) {
        require(image.complete, "the image was never asked for");
        if (!hadReasonToKeepTheOldOne) {
            images.removeIf(other -> !other.equals(image));
            batches.removeIf(batch -> batch.acknowledged && batch.position <= image.covers);
        }
        image.earlier.forEach(batch -> require(batch.acknowledged, "not durable before the image: " + batch));
        items = itemsAt(Long.MAX_VALUE);
    }

    // ---- what comes out when the log is opened again

    /** Compares, and goes by what came out from now on. */
    void replayed(List<Replayed> seen, long position) {
        List<String> lines = seen.stream().filter(next -> next.ref() == 0).map(Replayed::fact).toList();
        Image image = find(lines);
        List<Replayed> rest = seen.subList(lines.size(), seen.size());
        require(rest.stream().allMatch(next -> next.ref() != 0), "lines of an image behind batches");
        List<Batch> surviving = match(rest, image);
        for (Batch batch : surviving) {
            batch.acknowledged = true;
            batch.position = batch.position == 0 ? position : batch.position;
        }
        long end = end(surviving, image);
        require(position == end, "the last position is " + end + ", and replay said " + position);
        lost = batches.stream().filter(batch -> batch.position > end).toList();
        batches = surviving;
        images.clear();
        images.add(image);
        last = end;
        items = itemsAt(Long.MAX_VALUE);
    }

    private static long end(List<Batch> batches, Image image) {
        return batches.stream().mapToLong(batch -> batch.position).reduce(image.covers, Math::max);
    }

    /** What was appended before the last crash and has not survived it, oldest first. */
    List<Batch> lost() {
        return lost;
    }

    private Image find(List<String> lines) {
        for (int i = images.size() - 1; i >= 0; i--) {
            if (images.get(i).complete && images.get(i).lines.equals(lines)) {
                return images.get(i);
            }
        }
        throw new AssertionError("an image that was never written, or is older than it may be, of " + lines.size()
                + " lines, first " + (lines.isEmpty() ? "" : Facts.brief(lines.get(0))) + "; expected one of "
                + images.stream().map(image -> image.complete + " " + image.lines.size() + " "
                        + (image.lines.isEmpty() ? "" : Facts.brief(image.lines.get(0)))).toList());
    }

    private List<Batch> match(List<Replayed> rest, Image image) {
        List<Batch> surviving = new ArrayList<>();
        int at = 0;
        for (Batch batch : batches) {
            if (batch.position != 0 && batch.position <= image.covers) {
                continue;
            }
            boolean ends = at == rest.size();
            require(!ends || !(batch.acknowledged || image.earlier.contains(batch)), "lost: " + batch);
            if (!ends) {
                at = match(batch, rest, at);
                surviving.add(batch);
            }
        }
        require(at == rest.size(), "never appended: " + (rest.size() - at) + " records at the end");
        return surviving;
    }

    private static int match(Batch batch, List<Replayed> rest, int from) {
        for (int i = 0; i < batch.refs.length; i++) {
            require(from + i < rest.size(), "half of it is there: " + batch);
            Replayed next = rest.get(from + i);
            require(next.fact().equals(batch.facts.get(i)),
                    "record " + i + " of " + batch + " has become " + Facts.brief(next.fact()));
            require(batch.position == 0 || batch.refs[i] == next.ref(),
                    "record " + i + " of " + batch + " has moved to " + next.ref());
            batch.refs[i] = next.ref();
        }
        return from + batch.refs.length;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** A record as it comes out. */
    record Replayed(String fact, long ref) {}
}
