// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ToTopic;
import io.ternmq.samples.cdi.Seismologist.Question;
import io.ternmq.samples.quake.Quake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Sends the week out, and asks about it. */
@ApplicationScoped
public class Play {

    // tag::inject[]
    @Inject
    @Channel("quake")
    private Publisher<Quake> reports;

    @Inject
    @Channel("queue://archive")
    private Publisher<Quake> archive;

    @Inject
    @Channel("queue://quake.strongest")
    private Requester<Question, Quake> strongest;

    @Inject
    @Channel("week.log")
    private EventStream<Quake> log;

    @Inject
    @Channel("alarm")
    private Pipeline<Quake, Alert> alarm;

    @Inject
    @ToTopic("record.set")
    private Event<Quake> record;

    @Inject
    @Remote
    private Seismologist seismologist;

    @Inject
    private Scheduler scheduler;

    @Inject
    private JMSContext context;
    // end::inject[]

    @Inject
    private Catalogue catalogue;

    @Inject
    private Board board;

    /** Plays the whole week and waits until all of it has come. */
    public Map<String, Long> run() throws InterruptedException {
        List<Quake> week = catalogue.all();
        // tag::stream[]
        log.configure(StreamPolicy.DEFAULT); // what is kept, and for how long; once, or in the broker's settings
        // end::stream[]
        week.forEach(this::send);
        for (Map.Entry<String, Predicate<Quake>> listener : Watch.WANTED.entrySet()) {
            board.await(listener.getKey(), week.stream().filter(listener.getValue()).count());
        }
        ask(week);
        replay(week);
        summarise();
        board.await("records", 1);
        countUnheard(week.stream().filter(new IsSevere()::apply).count() - board.count("alerts"));
        return board.all();
    }

    private void send(Quake quake) {
        // tag::publish[]
        String topic = "quake." + quake.network() + '.' + quake.type().replace(' ', '-');
        reports.publish(reports.message(io.ternmq.api.pattern.Channel.topic(topic))
                .header("magnitude", quake.strength().orElse(0))
                .body(quake));
        // end::publish[]
        archive.fire(quake);
        log.append(quake.network(), quake);
        alarm.submit(quake).toCompletableFuture().join();
    }

    private void ask(List<Quake> week) {
        // tag::ask[]
        Quake here = strongest.request(new Question("us")).join();
        Quake there = seismologist.strongest(new Question("us"));
        record.fire(there);
        // end::ask[]
        if (!here.equals(there) || !week.contains(here)) {
            throw new IllegalStateException(here + " is not " + there);
        }
        board.add("answers");
    }

    private void replay(List<Quake> week) throws InterruptedException {
        CountDownLatch alaskan = new CountDownLatch(
                (int) week.stream().filter(quake -> "ak".equals(quake.network())).count());
        // tag::replay[]
        ReaderHandle reader = log.read().from(new StreamPosition.Earliest()).key("ak").each(event -> {
            board.add("replayed");
            alaskan.countDown();
        });
        alaskan.await(30, TimeUnit.SECONDS);
        reader.close();
        // end::replay[]
    }

    private void summarise() throws InterruptedException {
        // tag::run-now[]
        scheduler.runNow("daily-summary");
        // end::run-now[]
        board.await("summaries", 1);
    }

    private void countUnheard(long expected) {
        // tag::context[]
        try (JMSConsumer unheard = context.createConsumer(context.createQueue("alerts.unheard"))) {
            for (long i = 0; i < expected && unheard.receive(10_000) != null; i++) {
                board.add("unheard");
            }
        }
        // end::context[]
    }
}
