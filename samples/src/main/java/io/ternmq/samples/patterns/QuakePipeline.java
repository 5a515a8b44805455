// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineMetrics;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reports become alerts: validate, enrich with what the network usually measures, classify, alert. */
public final class QuakePipeline {

    private QuakePipeline() {}

    /**
     * A report together with what its network has measured so far.
     *
     * @param quake   the report
     * @param average mean magnitude of its network before it
     */
    public record Assessed(Quake quake, double average) {

        boolean isUnusual() {
            return quake.isAtLeast(average + 2);
        }
    }

    /**
     * What is worth telling.
     *
     * @param network  who measured it
     * @param headline strength and place
     * @param urgency  {@code page} or {@code mail}
     */
    public record Alert(String network, String headline, String urgency) {}

    /**
     * What came of it.
     *
     * @param graph   the pipeline as Mermaid text
     * @param alerts  by urgency
     * @param metrics figures of the stages
     */
    public record Result(String graph, Map<String, Integer> alerts, PipelineMetrics metrics) {}

    /** Running means, by network. */
    private static final class Means {

        private final Map<String, double[]> sums = new ConcurrentHashMap<>();

        double next(Quake quake) {
            double[] sum = sums.computeIfAbsent(quake.network(), network -> new double[2]);
            synchronized (sum) {
                double mean = sum[1] == 0 ? 0 : sum[0] / sum[1];
                sum[0] += quake.strength().orElse(0);
                sum[1]++;
                return mean;
            }
        }
    }

    /** Runs the week through the pipeline and prints what came of it. */
    public static void main(String[] args) throws Exception {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            Result result = play(messaging, QuakeFile.load());
            System.out.println(result.graph());
            System.out.println(result.alerts());
            result.metrics().stages().forEach(System.out::println);
        }
    }

    /** Runs reports through the pipeline. */
    static Result play(Messaging messaging, List<Quake> quakes) throws InterruptedException {
        Map<String, Integer> alerts = new ConcurrentHashMap<>();
        CountDownLatch missing = new CountDownLatch(expectedAlerts(quakes));
        messaging.subscriber(Channel.topic("alert.*"), Alert.class).handle(alert -> {
            alerts.merge(alert.body().urgency(), 1, Integer::sum);
            missing.countDown();
        });
        CountDownLatch reports = new CountDownLatch(quakes.size());
        Pipeline pipeline = pipeline(messaging, reports);
        // tag::run[]
        RunningPipeline running = pipeline.start();
        try (Publisher<Quake> publisher =
                messaging.publisher(Quake.class).to(Channel.queue("quake.reports")).open()) {
            quakes.forEach(publisher::publish);
        }
        // end::run[]
        if (!reports.await(30, TimeUnit.SECONDS) || !missing.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " alerts are missing: " + running.metrics());
        }
        running.drain(Duration.ofSeconds(10));
        PipelineMetrics metrics = running.metrics();
        running.close();
        return new Result(pipeline.graph().toMermaid(), alerts, metrics);
    }

    private static Pipeline pipeline(Messaging messaging, CountDownLatch reports) {
        Means means = new Means();
        // tag::pipeline[]
        return messaging.pipeline("quakes")
                .from(Channel.queue("quake.reports"), Quake.class)
                .tap("count", quake -> reports.countDown())
                .filter("validate", quake -> quake.strength().isMeasured() && "earthquake".equals(quake.type()))
                .enrich("statistics", means::next, Assessed::new)
                .<Alert>route("classify")
                .when("severe", assessed -> assessed.quake().isAtLeast(5.5), severe -> severe
                        .transform("page", assessed -> alert(assessed, "page")))
                .when("unusual", Assessed::isUnusual, unusual -> unusual
                        .transform("mail", assessed -> alert(assessed, "mail")))
                .otherwiseTo(quiet -> quiet.end("quiet"))
                .to("alert", Channel.topic("alert.quake"));
        // end::pipeline[]
    }

    private static Alert alert(Assessed assessed, String urgency) {
        return new Alert(assessed.quake().network(), assessed.quake().headline(), urgency);
    }

    /** How many alerts there should be, counted without any messaging. */
    static int expectedAlerts(List<Quake> quakes) {
        Means means = new Means();
        return (int) quakes.stream()
                .filter(quake -> quake.strength().isMeasured() && "earthquake".equals(quake.type()))
                .map(quake -> new Assessed(quake, means.next(quake)))
                .filter(assessed -> assessed.quake().isAtLeast(5.5) || assessed.isUnusual())
                .count();
    }
}
