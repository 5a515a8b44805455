// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts a run together: inlets, their lanes, the stations of each lane, and what lies between. Used once. */
final class Assembly {

    private final Run run;
    private final Layout layout;
    private final Map<Layout.Section, Inlet> inlets = new HashMap<>();
    private final Map<Integer, List<Tally>> tallies = new HashMap<>();

    Assembly(Run run, Layout layout) {
        this.run = run;
        this.layout = layout;
    }

    /** The inlets, each behind those that lead to it. */
    List<Inlet> assemble() {
        List<Inlet> all = new ArrayList<>();
        for (Layout.Section section : layout.sections()) {
            Inlet inlet = inlet(section);
            inlets.put(section, inlet);
            all.add(inlet);
        }
        for (Inlet inlet : all) {
            sheets(inlet).forEach(sheet -> fill(inlet.section(), sheet));
        }
        return all;
    }

    /** What counts for each stage, by place. */
    Map<Integer, List<Tally>> tallies() {
        return tallies;
    }

    private Inlet inlet(Layout.Section section) {
        return switch (section.entrance()) {
            case PROGRAM -> new ProgramInlet(run, section);
            case MEMORY -> new MemoryInlet(run, section);
            case CHANNEL -> new ChannelInlet(run, section);
        };
    }

    private static List<Sheet> sheets(Inlet inlet) {
        if (inlet instanceof MemoryInlet memory) {
            return memory.sheets();
        }
        return inlet instanceof ChannelInlet channel ? channel.sheets() : List.of(((ProgramInlet) inlet).sheet());
    }

    private void fill(Layout.Section section, Sheet sheet) {
        List<Integer> places = layout.stages(section);
        for (int place : places) {
            sheet.add(place, ports(place));
            tallies.computeIfAbsent(place, any -> new ArrayList<>()).add(sheet.station(place).tally());
        }
        for (int place : places) {
            for (Link link : run.draft().outOf(place)) {
                sheet.station(place).connect(link.port(), outlet(link, section, sheet));
            }
        }
    }

    private int ports(int place) {
        return run.draft().outOf(place).stream().mapToInt(link -> link.port() + 1).max().orElse(0);
    }

    private Outlet outlet(Link link, Layout.Section here, Sheet sheet) {
        Layout.Section there = layout.of().get(link.to());
        if (there.equals(here)) {
            return sheet.station(link.to());
        }
        Inlet inlet = Objects.requireNonNull(inlets.get(there), "an inlet for each section");
        if (inlet instanceof MemoryInlet memory) {
            return new HandOver(memory.belts());
        }
        ChannelInlet over = (ChannelInlet) inlet;
        return new SendOver(over.channel(), over.section().lanes(), over.flow());
    }
}
