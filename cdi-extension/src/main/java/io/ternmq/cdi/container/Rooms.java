// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.cdi.context.ContextRoom;
import io.ternmq.cdi.event.EventBridge;
import io.ternmq.cdi.inject.InjectionRoom;
import io.ternmq.cdi.observe.Outlook;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.pipeline.PipelineBeans;
import io.ternmq.cdi.settings.Settings;
import java.util.List;

/** Which rooms take part. */
final class Rooms {

    private Rooms() {}

    /**
     * A part of each, for one container.
     *
     * @param settings of the program
     * @param running  knows what runs
     * @return in the order in which they start; they end the other way round
     */
    static List<Part> of(Settings settings, Running running) {
        InjectionRoom injection = new InjectionRoom(settings);
        return List.of(
                new ContextRoom(settings),
                injection,
                new EventBridge(settings, running),
                new PipelineBeans(injection),
                new Outlook(settings, running));
    }
}
