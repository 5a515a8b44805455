// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.StageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A draft cut into sections. The stages of a section run one after the other on one thread; a section begins where
 * another thread or another transaction has to. Immutable.
 *
 * @param sections each behind those that lead to it
 * @param of       the section of each stage, by place
 */
record Layout(Draft draft, List<Section> sections, List<Section> of) {

    /** How items come into a section. */
    enum Entrance {
        /** The program hands them in. */
        PROGRAM,
        /** Over the memory of the process. */
        MEMORY,
        /** Over a channel. */
        CHANNEL
    }

    /**
     * Stages that run together.
     *
     * @param first   place of the stage that they begin with
     * @param channel where items come from, or null
     * @param lanes   threads
     * @param isInner whether the channel is an edge of this pipeline
     */
    record Section(int first, Entrance entrance, @Nullable Channel channel, int lanes, boolean isInner) {

        boolean isOverChannel() {
            return entrance == Entrance.CHANNEL;
        }
    }

    static Layout of(Draft draft) {
        return new Cutting(draft).cut();
    }

    /** The channel that an edge is, or null. */
    @Nullable Channel channelOf(Link link) {
        Section target = of.get(link.to());
        boolean enters = target.first() == link.to();
        return enters && target.isInner() ? target.channel() : null;
    }

    /** The places of the stages of a section. */
    List<Integer> stages(Section section) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < of.size(); place++) {
            if (of.get(place).equals(section)) {
                places.add(place);
            }
        }
        return places;
    }

    /** Goes through the stages once, each after those that lead to it. */
    private static final class Cutting {

        private final Draft draft;
        private final List<Section> sections = new ArrayList<>();
        private final List<Section> of = new ArrayList<>();

        Cutting(Draft draft) {
            this.draft = draft;
        }

        Layout cut() {
            for (int place = 0; place < draft.nodes().size(); place++) {
                Section section = sectionOf(place);
                of.add(section);
                if (!sections.contains(section)) {
                    sections.add(section);
                }
            }
            return new Layout(draft, List.copyOf(sections), List.copyOf(of));
        }

        private Section sectionOf(int place) {
            Node node = draft.nodes().get(place);
            List<Link> into = draft.into(place);
            if (into.isEmpty()) {
                return source(node);
            }
            Section before = of.get(into.get(0).from());
            boolean isOverChannel = into.stream().anyMatch(link -> isOverChannel(link, node));
            if (!isOverChannel && !needsItsOwn(node, into, before)) {
                return before;
            }
            boolean isDurable = into.stream().anyMatch(link -> of.get(link.from()).isOverChannel());
            int lanes = Math.max(1, node.settings().concurrency());
            return isOverChannel || isDurable
                    ? new Section(place, Entrance.CHANNEL, channel(node, into), lanes, true)
                    : new Section(place, Entrance.MEMORY, null, lanes, false);
        }

        /** What is read from a channel is read by as many as the first stage wants. */
        private Section source(Node node) {
            if (node.channel() == null) {
                return new Section(0, Entrance.PROGRAM, null, 1, false);
            }
            int lanes = Math.max(node.settings().concurrency(), firstStage().settings().concurrency());
            return new Section(0, Entrance.CHANNEL, node.channel(), Math.max(1, lanes), false);
        }

        private Node firstStage() {
            return draft.nodes().get(draft.outOf(0).get(0).to());
        }

        private boolean isOverChannel(Link link, Node node) {
            if (link.edge().way() != Edge.Way.OPEN) {
                return link.edge().isOverChannel();
            }
            boolean isStageBehindStage = link.from() > 0 && (node.kind() != StageKind.END || node.work().works());
            return draft.defaults().overQueues() && isStageBehindStage;
        }

        private boolean needsItsOwn(Node node, List<Link> into, Section before) {
            boolean meets = into.stream().anyMatch(link -> !of.get(link.from()).equals(before));
            boolean isFirst = draft.nodes().get(into.get(0).from()).isChannelSource();
            boolean hasThreads = node.settings().concurrency() > 0 && !isFirst;
            boolean gathers = node.kind() == StageKind.AGGREGATE
                    && (before.lanes() > 1 || (before.isOverChannel() && !isFirst));
            return meets || hasThreads || gathers;
        }

        private Channel channel(Node node, List<Link> into) {
            List<Channel> named = into.stream()
                    .<@Nullable Channel>map(link -> link.edge().channel())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (named.size() > 1) {
                throw new ProviderException(
                        ErrorCode.INVALID_SETTING,
                        "Pipeline '" + draft.name() + "': stage '" + node.name() + "' is reached over " + named
                                + ": name one queue for all that leads to it");
            }
            return named.isEmpty() ? Channel.queue("pipeline." + draft.name() + "." + node.name()) : named.get(0);
        }
    }
}
