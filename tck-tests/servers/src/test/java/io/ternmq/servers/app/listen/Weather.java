// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app.listen;

import io.ternmq.api.listen.TopicListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listens with a method. */
@ApplicationScoped
public class Weather {

    private final Queue<String> reports = new ConcurrentLinkedQueue<>();

    /** Writes a report down. */
    @TopicListener("weather")
    public void hear(String report) {
        reports.add(report);
    }

    /** All reports, in their order. */
    public List<String> reports() {
        return List.copyOf(reports);
    }
}
