// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.listen.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Work at moments. */
@ApplicationScoped
public class Clockwork {

    @Inject
    private Board board;

    // tag::scheduled[]
    /** Once a day, in one of all processes that have this bean. */
    @Scheduled(cron = "0 3 * * *", zone = "UTC", name = "daily-summary")
    void summarise() {
        board.add("summaries");
    }
    // end::scheduled[]
}
