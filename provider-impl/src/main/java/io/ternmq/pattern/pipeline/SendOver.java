// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends items to the queue of a section. Where several lanes read it, each item says which one it is for, so that those
 * of one key keep their order with any provider. Owner: the thread that brings the items.
 */
final class SendOver implements Outlet {

    private static final String LANE = "PipelineLane";

    private final Channel channel;
    private final int lanes;
    private final EdgeFlow flow;
    private final AtomicInteger next = new AtomicInteger();

    SendOver(Channel channel, int lanes, EdgeFlow flow) {
        this.channel = channel;
        this.lanes = lanes;
        this.flow = flow;
    }

    @Override
    public void put(Object item, Visit visit) {
        if (lanes == 1) {
            visit.outbox().add(channel, item, visit, flow);
        } else {
            Map<String, Object> label = Map.of(LANE, choose(visit));
            visit.outbox().add(new Outbox.Parcel(channel, item, visit.key(), label, visit.trace(), flow));
        }
    }

    private int choose(Visit visit) {
        String key = visit.key();
        return Math.floorMod(key == null ? next.getAndIncrement() : key.hashCode(), lanes);
    }

    /** What a lane takes; the first one also what is for nobody here, as from an earlier run with more lanes. */
    static String selector(int lane, int lanes) {
        return lane > 0 ? LANE + " = " + lane : LANE + " = 0 OR " + LANE + " >= " + lanes + " OR " + LANE + " IS NULL";
    }
}
