// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image to begin with: the newest that is whole. The one before is as good as long as no segment that it
 * needs has been written over, because the log after it says the rest.
 */
final class CheckpointFinder {

    private final Disk disk;
    private final Layout layout;
    private final Segments segments;
    private final List<String> problems = new ArrayList<>();
    private final List<CheckpointHeader> headers = new ArrayList<>();

    CheckpointFinder(Disk disk, Layout layout, Segments segments) {
        this.disk = disk;
        this.layout = layout;
        this.segments = segments;
    }

    /**
     * Looks at both files.
     *
     * @param epoch of the present owner, greater than that of any image
     * @throws io.ternmq.api.ProviderException when there is no image to begin with
     */
    Checkpoint find(int epoch) throws IOException {
        readHeaders();
        headers.sort(Comparator.comparingLong(CheckpointHeader::number).reversed());
        for (CheckpointHeader header : headers) {
            if (header.epoch() >= epoch) {
                throw Failures.damaged(disk, "the file " + Format.META + " is older than " + header.name());
            }
            Checkpoint found = check(header);
            if (found != null) {
                return found;
            }
        }
        throw Failures.damaged(disk, String.join("; ", problems));
    }

    /** What is wrong with the images that were passed over. */
    List<String> problems() {
        return problems;
    }

    /** The heads of all images that are in files. */
    List<CheckpointHeader> newestFirst() {
        return headers.stream().filter(header -> header.number() > 0).toList();
    }

    private void readHeaders() throws IOException {
        headers.add(CheckpointHeader.none(layout.start(1)));
        for (long number = 1; number <= 2; number++) {
            String name = Format.checkpointName(number);
            try (DiskFile file = disk.openToRead(name)) {
                CheckpointHeader header = CheckpointHeader.read(file, layout);
                if (header != null) {
                    headers.add(header);
                } else if (!CheckpointHeader.isBlank(file)) {
                    problems.add(name + " has no valid header");
                }
            } catch (NoSuchFileException missing) {
                problems.add(name + " is missing");
            }
        }
    }

    private @Nullable Checkpoint check(CheckpointHeader header) throws IOException {
        Checkpoint found = new Checkpoint(header, Map.of());
        if (header.number() > 0) {
            try (DiskFile file = disk.openToRead(header.name())) {
                CheckpointBody body = new CheckpointBody(file, header, layout.seal());
                String problem = body.walk(null);
                if (problem != null) {
                    problems.add(problem);
                    return null;
                }
                found = new Checkpoint(header, body.keptBytes());
            }
        }
        return hasSegments(found) ? found : null;
    }

    private boolean hasSegments(Checkpoint found) throws IOException {
        boolean complete = has(layout.number(found.header().scanFrom()));
        for (long number : found.keptBytes().keySet()) {
            complete &= has(number);
        }
        return complete;
    }

    private boolean has(long number) throws IOException {
        if (segments.find(number) != null) {
            return true;
        }
        String problem = Format.segmentName(number)
                + (segments.exists(number) ? " has no valid header" : " is missing");
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
        return false;
    }
}
