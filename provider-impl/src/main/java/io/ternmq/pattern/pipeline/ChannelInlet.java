// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.Intake;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Consumers of a channel, one for each lane of a section. */
final class ChannelInlet implements Inlet {

    private final Run run;
    private final Layout.Section section;
    private final EdgeFlow flow = new EdgeFlow();
    private final List<ChannelLane> lanes = new ArrayList<>();

    ChannelInlet(Run run, Layout.Section section) {
        this.run = run;
        this.section = section;
        for (int i = 0; i < section.lanes(); i++) {
            lanes.add(new ChannelLane(run, section, intake(i), flow));
        }
    }

    private Intake intake(int lane) {
        boolean isDealt = section.isInner() && section.lanes() > 1;
        String selector = isDealt ? SendOver.selector(lane, section.lanes()) : null;
        return channel().isQueue()
                ? new Intake(channel(), selector, null, false, false)
                : new Intake(channel(), null, "pipeline." + run.pipeline(), true, true);
    }

    Channel channel() {
        return Objects.requireNonNull(section.channel(), "a section over a channel");
    }

    EdgeFlow flow() {
        return flow;
    }

    List<Sheet> sheets() {
        return lanes.stream().map(ChannelLane::sheet).toList();
    }

    @Override
    public Layout.Section section() {
        return section;
    }

    @Override
    public void open() {
        lanes.forEach(ChannelLane::open);
    }

    @Override
    public void pause() {
        lanes.forEach(ChannelLane::pause);
    }

    @Override
    public void resume() {
        lanes.forEach(ChannelLane::resume);
    }

    @Override
    public void stopTaking() {
        if (!section.isInner()) {
            pause();
        }
    }

    @Override
    public long waiting() {
        return section.isInner() ? flow.waiting() : 0;
    }

    @Override
    public long depth() {
        return channel().isQueue() ? count(run, channel(), null) : 0;
    }

    /** Counts the messages of a queue, with a session of its own. */
    static long count(Run run, Channel channel, @Nullable String selector) {
        try (Session session = run.tools().session(Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(
                        (Queue) run.tools().forms().destination(session, channel), selector)) {
            long count = 0;
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
                count++;
            }
            return count;
        } catch (JMSException e) {
            throw run.refused("the messages of " + channel + " could not be counted", e);
        }
    }

    @Override
    public boolean isIdle() {
        return lanes.stream().noneMatch(ChannelLane::isBusy)
                && (!section.isInner() || (flow.waiting() == 0 && depth() == 0));
    }

    @Override
    public void emitPartial() {
        // Groups over a channel go on with the next start.
    }

    @Override
    public void close() {
        lanes.forEach(ChannelLane::close);
    }
}
