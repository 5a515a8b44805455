// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Belts of a section, one for each of its lanes. */
final class MemoryInlet implements Inlet {

    private final Run run;
    private final Layout.Section section;
    private final List<Belt> belts = new ArrayList<>();
    private final List<MemoryLane> lanes = new ArrayList<>();
    private final List<Sheet> sheets = new ArrayList<>();

    MemoryInlet(Run run, Layout.Section section) {
        this.run = run;
        this.section = section;
        for (int i = 0; i < section.lanes(); i++) {
            int place = i;
            MemoryLane lane = new MemoryLane(run, section, work -> execute(place, work));
            lanes.add(lane);
            sheets.add(new Sheet(lane));
            belts.add(new Belt(run.draft().defaults().capacity(), run.tools().workers(), lane));
        }
    }

    List<Belt> belts() {
        return belts;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    private void execute(int place, Runnable work) {
        run.tools().workers().run(() -> belts.get(place).putWork(work));
    }

    @Override
    public Layout.Section section() {
        return section;
    }

    @Override
    public void open() {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).begin(sheets.get(i).station(section.first()));
        }
    }

    @Override
    public long waiting() {
        return belts.stream().mapToLong(Belt::size).sum();
    }

    @Override
    public long depth() {
        return waiting();
    }

    @Override
    public boolean isIdle() {
        return waiting() == 0;
    }

    @Override
    public void emitPartial() {
        for (int i = 0; i < belts.size(); i++) {
            belts.get(i).putWork(sheets.get(i)::emitPartial);
        }
    }

    @Override
    public void close() {
        sheets.forEach(Sheet::close);
        lanes.forEach(MemoryLane::close);
    }
}
