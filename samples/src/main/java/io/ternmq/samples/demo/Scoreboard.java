// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;

/** Everybody's tally, with what the file says has to come. Any thread may write and read. */
final class Scoreboard {

    /** How many consumers share the archive. */
    static final int ARCHIVISTS = 3;

    final Tally everything;
    final Tally alaska;
    final Tally strong;
    final Tally noEarthquake;
    final Tally archive;
    final Tally strongest;
    final Tally answers;
    final Tally alerts;
    final Tally redeliveries;
    final Tally deadLetters;
    final AtomicLongArray archiveSplit = new AtomicLongArray(ARCHIVISTS);
    final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
    final Latencies latencies = new Latencies();

    private final Expectations reports;

    Scoreboard(Expectations reports, String busyLineId) {
        this.reports = reports;
        everything = tally("everything", "quake.#", quake -> true);
        alaska = tally("Alaska", "quake.ak.#", quake -> quake.network().equals("ak"));
        strong = tally("strong", "quake.# magnitude >= 4.5", Scoreboard::isStrong);
        noEarthquake = tally(
                "no earthquake", "quake.# type <> 'earthquake'", quake -> !quake.type().equals("earthquake"));
        archive = tally("archive", "quake.# shared, durable, 3 consumers", quake -> true);
        strongest = tally("strongest", "quake.# and questions", quake -> true);
        answers = new Tally("  answers", "replies on a temporary queue", number -> "question " + number);
        alerts = tally("alerts", "queue alerts from strong, transacted",
                quake -> isStrong(quake) && !AlertDesk.isHopeless(quake));
        redeliveries = new Tally("  redeliveries", "after growing pauses", this::attemptOf)
                .expect(AlertDesk.expectedRedeliveries(reports, busyLineId));
        deadLetters = tally("  dead letters", "queue DLQ.alerts", AlertDesk::isHopeless);
    }

    private static boolean isStrong(Quake quake) {
        return quake.isAtLeast(AlertDesk.STRONG);
    }

    private Tally tally(String name, String listensTo, Predicate<Quake> condition) {
        return new Tally(name, listensTo, this::idOf).expect(reports.numbersOf(condition));
    }

    private String idOf(int number) {
        return number < reports.total() ? reports.quake(number).id() : "number " + number;
    }

    private String attemptOf(int number) {
        return "attempt " + AlertDesk.attempt(number) + " at " + idOf(AlertDesk.reportNumber(number));
    }

    private List<Tally> all() {
        return List.of(everything, alaska, strong, noEarthquake, archive, strongest, answers, alerts, redeliveries,
                deadLetters);
    }

    private List<Tally> ofTopics() {
        return List.of(everything, alaska, strong, noEarthquake, archive, strongest);
    }

    /** Whether everybody has what should come. */
    boolean isComplete() {
        return all().stream().allMatch(Tally::isComplete);
    }

    /** Messages received so far, by all together. */
    long received() {
        return all().stream().mapToLong(Tally::received).sum();
    }

    /** The table. */
    List<Row> rows() {
        return all().stream().map(Tally::row).toList();
    }

    /** What is wrong, in sentences. */
    List<String> complaints() {
        return all().stream().flatMap(tally -> tally.complaints().stream()).toList();
    }

    /** How many reports each consumer of the archive got. */
    List<Long> split() {
        List<Long> split = new ArrayList<>();
        for (int i = 0; i < ARCHIVISTS; i++) {
            split.add(archiveSplit.get(i));
        }
        return split;
    }

    /** How fast it went. */
    Speed speed(long startedNanos, long publishedNanos) {
        long topicMessages = ofTopics().stream().mapToLong(Tally::received).sum();
        long lastNanos = ofTopics().stream().mapToLong(Tally::lastNanos).reduce(startedNanos, Scoreboard::later);
        return new Speed(
                perSecond(reports.total(), publishedNanos - startedNanos),
                perSecond(topicMessages, lastNanos - startedNanos),
                latencies.percentile(0.50),
                latencies.percentile(0.99));
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private static double perSecond(long messages, long nanos) {
        return messages * 1e9 / Math.max(1, nanos);
    }
}
