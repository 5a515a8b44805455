// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.Retrying;
import io.ternmq.pattern.listen.TimedSpec;
import jakarta.jms.JMSException;
import java.util.function.DoubleSupplier;

/** A method that runs at moments: a listener to the queue of its schedule. A run has one attempt. Any thread. */
final class TimedPost implements Post {

    private final Occasion occasion;
    private final ListenerPost runs;

    TimedPost(Toolbox tools, TimedSpec spec, Presence presence, DoubleSupplier chance) {
        this.occasion = new Occasion(tools, spec.schedule(), !spec.call().arguments().isEmpty());
        ListenerSpec listener = new ListenerSpec(
                spec.name(),
                spec.beans(),
                spec.call(),
                new ListenerSpec.Source(Occasion.queueOf(spec.schedule()), null, null, false, false, 1),
                new ListenerSpec.Conduct(Retrying.NEVER, null, null, null, null));
        this.runs = new ListenerPost(new Job(tools, listener, presence, chance, occasion), null);
    }

    /** The schedule first: without a broker that keeps it, there is nothing to wait for. */
    @Override
    public void open() throws JMSException {
        occasion.install();
        runs.open();
    }

    @Override
    public ListenerView view() {
        return runs.view();
    }

    @Override
    public void pause() {
        runs.pause();
    }

    @Override
    public void resume() {
        runs.resume();
    }

    @Override
    public void stop() {
        runs.stop();
    }

    @Override
    public void close() {
        runs.close();
    }
}
