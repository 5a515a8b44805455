// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.store.file.StoreReport;
import java.util.List;

/** What was found in a directory, in words. */
final class FileReports {

    private FileReports() {}

    /** The files of a store and what is in them. */
    static void describe(StoreReport report, Terminal terminal) {
        List<StoreReport.Part> needed = report.segments().stream().filter(StoreReport.Part::needed).toList();
        long used = needed.stream().mapToLong(StoreReport.Part::usedBytes).sum();
        long kept = needed.stream().mapToLong(StoreReport.Part::keptBytes).sum();
        String opened = report.epoch() == Integer.MAX_VALUE
                ? "number of openings not known"
                : "opened " + Sizes.count(report.epoch(), "time");
        terminal.say("Store       " + report.directory() + " (log files, format " + StoreReport.FORMAT + ", "
                + opened + ")");
        terminal.say("Log         " + Sizes.count(report.segments().size(), "file") + " of "
                + Sizes.bytes(report.segmentBytes()) + ", " + needed.size() + " in use with " + Sizes.bytes(used)
                + ", of which the checkpoint keeps about " + Sizes.bytes(kept));
        for (StoreReport.Image image : report.checkpoints()) {
            terminal.say("Checkpoint  " + image.file() + ": number " + image.number() + ", "
                    + Sizes.count(image.records(), "record") + ", " + Sizes.bytes(image.bytes())
                    + (image.whole() ? "" : ", DAMAGED"));
        }
        if (report.checkpoints().isEmpty()) {
            terminal.say("Checkpoint  none yet");
        }
    }

    /** What is remarkable and what is wrong. */
    static void judge(List<String> notes, List<String> damages, Terminal terminal) {
        notes.forEach(note -> terminal.say("Note        " + note));
        damages.forEach(damage -> terminal.say("DAMAGE      " + damage));
    }

    /** The figures as members of the object that is open. */
    static void write(StoreReport report, JsonWriter out) {
        out.name("directory").value(report.directory());
        out.name("format").value(StoreReport.FORMAT);
        out.name("epoch").value(report.epoch());
        out.name("segmentBytes").value(report.segmentBytes());
        out.name("segments").openArray();
        for (StoreReport.Part part : report.segments()) {
            out.open().name("file").value(part.file()).name("needed").value(part.needed());
            out.name("records").value(part.records()).name("usedBytes").value(part.usedBytes());
            out.name("keptBytes").value(part.keptBytes()).close();
        }
        out.closeArray().name("checkpoints").openArray();
        for (StoreReport.Image image : report.checkpoints()) {
            out.open().name("file").value(image.file()).name("number").value(image.number());
            out.name("covers").value(image.covers()).name("records").value(image.records());
            out.name("bytes").value(image.bytes()).name("whole").value(image.whole()).close();
        }
        out.closeArray();
        texts("notes", report.notes(), out);
        texts("damages", report.damages(), out);
    }

    private static void texts(String name, List<String> texts, JsonWriter out) {
        out.name(name).openArray();
        texts.forEach(out::value);
        out.closeArray();
    }
}
