// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.cdi.FromTopic;
import io.ternmq.samples.quake.Quake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** CDI events that go through the broker. */
@ApplicationScoped
public class Records {

    @Inject
    private Board board;

    // tag::from-topic[]
    /** An event that came from the topic, whoever has sent it. */
    void onRecord(@Observes @FromTopic("record.set") Quake quake) {
        board.add("records");
    }
    // end::from-topic[]
}
