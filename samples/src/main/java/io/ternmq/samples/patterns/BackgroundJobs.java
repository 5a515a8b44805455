// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.pattern.work.TaskHandle;
import io.ternmq.api.pattern.work.TaskQueue;
import io.ternmq.api.pattern.work.TaskStep;
import io.ternmq.api.pattern.work.TaskView;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.api.pattern.work.WorkQueue;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Work that is done later, by somebody else, or every night. */
public final class BackgroundJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private BackgroundJobs() {}

    /**
     * What came of it.
     *
     * @param schedules  names of the schedules
     * @param report     what the nightly run sent, run by hand
     * @param done       jobs that were done under a lease
     * @param gaveBack   attempt with which the job came again that was given back
     * @param strongest  headlines of single tasks
     * @param summary    what the end of a chord made of results
     */
    public record Result(
            List<String> schedules, String report, int done, int gaveBack, List<String> strongest, String summary) {}

    /** Works and prints what came of it. */
    public static void main(String[] args) throws Exception {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            System.out.println(play(messaging, QuakeFile.load()));
        }
    }

    /** Schedules, leases, tasks, one after the other. */
    static Result play(Messaging messaging, List<Quake> quakes) throws InterruptedException {
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        messaging.subscriber(Channel.queue("reports"), String.class).handle(report -> reports.add(report.body()));
        // tag::schedule[]
        Scheduler scheduler = messaging.scheduler();
        scheduler.schedule(
                ScheduleSpec.cron("nightly-report", "0 3 * * MON-FRI", ZoneId.of("Europe/Vienna"))
                        .withMissed(MissedRuns.RUN_ONCE),
                Outgoing.to(Channel.queue("reports")).body("all networks"));
        scheduler.in("reminder", Duration.ofDays(2), Channel.queue("reports"), "call the observatory");
        // end::schedule[]
        // tag::manage[]
        List<String> names = scheduler.list("").stream().map(view -> view.spec().name()).toList();
        scheduler.runNow("nightly-report");
        scheduler.cancel("reminder");
        // end::manage[]
        String report = reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        scheduler.cancel("nightly-report");
        int[] jobs = lease(messaging);
        return new Result(
                names, String.valueOf(report), jobs[0], jobs[1], tasks(messaging, quakes), summary(messaging, quakes));
    }

    private static int[] lease(Messaging messaging) {
        try (Publisher<String> publisher =
                messaging.publisher(String.class).to(Channel.queue("maps")).open()) {
            List.of("alaska", "nevada", "hawaii").forEach(publisher::publish);
        }
        int done = 0;
        int again = 0;
        // tag::lease[]
        try (WorkQueue<String> maps = messaging.workQueue("maps", String.class, Duration.ofMinutes(5))) {
            while (done < 3) {
                for (WorkItem<String> map : maps.take(2, PATIENCE)) {
                    if (map.body().equals("nevada") && map.message().attempt() == 1) {
                        map.giveBack("the printer is busy", Duration.ofMillis(100));
                    } else {
                        map.extend(Duration.ofMinutes(10)); // this one takes longer
                        again = Math.max(again, map.message().attempt());
                        map.done();
                        done++;
                    }
                }
            }
        }
        // end::lease[]
        return new int[] {done, again};
    }

    private static List<String> tasks(Messaging messaging, List<Quake> quakes) {
        List<String> strongest = new ArrayList<>();
        // tag::task[]
        try (TaskQueue<String, String> tasks =
                messaging.tasks("strongest", String.class, String.class, Duration.ofHours(1))) {
            tasks.work((network, context) -> {
                context.progress(50, "looking");
                return strongest(quakes, network);
            }, 3, 2);
            TaskHandle<String> task = tasks.submit("ak");
            strongest.add(task.await(PATIENCE));
            TaskView found = tasks.find(task.id()).view();
            strongest.add(found.status() + ", " + found.progress() + " %");
        }
        // end::task[]
        return strongest;
    }

    private static String summary(Messaging messaging, List<Quake> quakes) {
        // tag::chord[]
        try (TaskQueue<String, String> strongest =
                        messaging.tasks("strongest", String.class, String.class, Duration.ofHours(1));
                TaskQueue<String[], String> summaries =
                        messaging.tasks("summary", String[].class, String.class, Duration.ofHours(1))) {
            strongest.work((network, context) -> strongest(quakes, network), 3, 2);
            summaries.work((headlines, context) -> String.join("; ", headlines), 3, 1);
            strongest.chord(List.of("ak", "nc", "us"), new TaskStep("summary", "of-the-week"));
            return summaries.find("of-the-week").await(PATIENCE);
        }
        // end::chord[]
    }

    private static String strongest(List<Quake> quakes, String network) {
        return quakes.stream()
                .filter(quake -> quake.network().equals(network))
                .max(Quake.BY_STRENGTH)
                .orElseThrow()
                .headline();
    }
}
