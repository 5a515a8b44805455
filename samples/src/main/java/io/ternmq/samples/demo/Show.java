// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.samples.quake.Quake;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One performance: a broker in this program, everybody who listens, the publisher, and the check at the end. Owner: the
 * thread that calls {@link #play}.
 */
public final class Show {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_NANOS = 1_000_000;
    private static final int QUESTIONS_DURING_THE_SHOW = 6;
    private static final int INTERESTING_NETWORKS = 3;

    private final Options options;
    private final Progress progress;
    private final Expectations reports;
    private final String busyLineId;
    private final Scoreboard board;
    private final List<String> troubles = new ArrayList<>();

    /** Prepares a show of these reports. */
    public Show(List<Quake> quakes, Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.reports = new Expectations(quakes, options.repeat());
        this.busyLineId = Collections.max(quakes, Quake.BY_STRENGTH).id();
        this.board = new Scoreboard(reports, busyLineId);
    }

    /** Plays it from beginning to end. */
    public Result play() {
        ConnectionFactory factory = new TernConnectionFactory("vm://demo");
        try (Broker broker = Broker.builder()
                .name("demo")
                .store(StorePolicy.memory())
                .destination("alerts", Show::patiently)
                .start()) {
            progress.say(String.format(Locale.ROOT, "A week of earthquakes: %,d reports from %d networks through %s",
                    reports.total(), reports.strongest().size(), broker.uri()));
            Speed speed;
            try (Cast cast = new Cast(factory)) {
                seatEverybody(cast);
                speed = perform(cast);
            }
            checkThatNothingIsLeft(broker);
            forgetArchive(factory);
            troubles.addAll(board.complaints());
            return new Result(reports.total(), board.rows(), List.of(), board.split(), board.letters, speed, troubles);
        }
    }

    /** Four attempts with growing pauses, then the dead-letter queue {@code DLQ.alerts}. */
    private static DestinationPolicy patiently(DestinationPolicy policy) {
        return policy.withRedelivery(
                policy.redelivery().withMaxDeliveryAttempts(AlertDesk.ATTEMPTS).withBackoff(40, 2.0, 1_000));
    }

    // --- who listens --------------------------------------------------------------------------------------------

    private void seatEverybody(Cast cast) {
        cast.listen(
                context -> context.createConsumer(context.createTopic("quake.#")),
                this::onAnyReport);
        cast.listen(
                context -> context.createConsumer(context.createTopic("quake.ak.#")),
                (report, context) -> board.alaska.count(numberOf(report)));
        cast.listen(
                context -> context.createConsumer(context.createTopic("quake.#"), "type <> 'earthquake'"),
                (report, context) -> board.noEarthquake.count(numberOf(report)));
        cast.listenInTransactions(
                context -> context.createConsumer(context.createTopic("quake.#"), "magnitude >= 4.5"),
                this::forwardAsAlert);
        cast.listenInTransactions(
                context -> context.createConsumer(context.createQueue("alerts")),
                new AlertDesk(busyLineId, board.alerts, board.redeliveries));
        cast.listen(
                context -> context.createConsumer(context.createQueue("DLQ.alerts")),
                this::onDeadLetter);
        for (int archivist = 0; archivist < Scoreboard.ARCHIVISTS; archivist++) {
            seatArchivist(cast, archivist);
        }
        StrongestDesk.open(cast.context(JMSContext.AUTO_ACKNOWLEDGE), board.strongest);
    }

    private void seatArchivist(Cast cast, int archivist) {
        cast.listen(
                context -> context.createSharedDurableConsumer(context.createTopic("quake.#"), "archive"),
                (report, context) -> {
                    board.archiveSplit.incrementAndGet(archivist);
                    board.archive.count(numberOf(report));
                });
    }

    private void onAnyReport(Message report, JMSContext context) throws JMSException {
        board.latencies.add(System.nanoTime() - report.getLongProperty(QuakeMessages.SENT_NANOS));
        board.everything.count(numberOf(report));
    }

    /** The report is taken from the topic and put into the queue, or neither. */
    private void forwardAsAlert(Message report, JMSContext context) throws JMSException {
        context.createProducer().send(context.createQueue("alerts"), report);
        context.commit();
        board.strong.count(numberOf(report));
    }

    private void onDeadLetter(Message letter, JMSContext context) throws JMSException {
        board.letters.add(DeadLetter.read(letter));
        board.deadLetters.count(numberOf(letter));
    }

    private static int numberOf(Message message) throws JMSException {
        return message.getIntProperty(QuakeMessages.NUMBER);
    }

    // --- what happens -------------------------------------------------------------------------------------------

    private Speed perform(Cast cast) {
        Asker asker = new Asker(cast, reports.strongest(), board.answers, progress);
        List<String> interesting = reports.shakiestNetworks(INTERESTING_NETWORKS);
        int askEvery = Math.max(1, reports.total() / QUESTIONS_DURING_THE_SHOW);
        long started = System.nanoTime();
        new Publisher(cast.context(JMSContext.AUTO_ACKNOWLEDGE), options.rate()).publishAll(reports, published -> {
            progress.at(published, reports.total(), board::received);
            if (published % askEvery == 0) {
                asker.ask(interesting.get((published / askEvery - 1) % interesting.size()), false);
            }
        });
        long published = System.nanoTime();
        if (awaitEverybody()) {
            reports.strongest().keySet().forEach(network -> asker.ask(network, true));
            awaitEverybody();
        }
        progress.finished(reports.total(), board.received());
        return board.speed(started, published);
    }

    /** Waits as long as messages keep coming. */
    private boolean awaitEverybody() {
        long received = board.received();
        long lastNews = System.nanoTime();
        while (!board.isComplete()) {
            long now = System.nanoTime();
            if (board.received() != received) {
                received = board.received();
                lastNews = now;
            } else if (now - lastNews > PATIENCE.toNanos()) {
                troubles.add("Nothing came for " + PATIENCE.toSeconds() + " seconds");
                return false;
            }
            progress.at(reports.total(), reports.total(), board::received);
            LockSupport.parkNanos(this, GLANCE_NANOS);
        }
        return true;
    }

    // --- afterwards ---------------------------------------------------------------------------------------------

    /** Everybody has gone home: whatever the broker still holds, nobody has got. */
    private void checkThatNothingIsLeft(Broker broker) {
        Stream.concat(broker.statistics().queues().stream(), broker.statistics().subscriptions().stream())
                .filter(mailbox -> mailbox.depth() > 0)
                .map(Show::leftover)
                .forEach(troubles::add);
    }

    private static String leftover(MailboxStatistics mailbox) {
        return mailbox.name() + " still holds " + mailbox.depth() + " message(s)";
    }

    private static void forgetArchive(ConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            context.unsubscribe("archive");
        }
    }
}
