// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.StageException;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.DeadLetterBox;
import io.ternmq.pattern.DeadLetterBox.Why;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lane whose items come over a channel. Consuming a message and sending what comes of it are one local transaction:
 * sending begins when the message has got through the section. Owner: the worker that delivers, or who has the lock (an
 * alarm of a group).
 */
final class ChannelLane implements Lane {

    private final ReentrantLock lock = new ReentrantLock();
    private final Run run;
    private final Layout.Section section;
    private final Intake intake;
    private final EdgeFlow flow;
    private final PayloadType<?> type;
    private final DeadLetterBox deadLetters;
    private final Visit visit = new Visit();
    private final Sheet sheet;
    private final AtomicInteger busy = new AtomicInteger();
    private final Crew crew;
    private volatile boolean isClosed;

    ChannelLane(Run run, Layout.Section section, Intake intake, EdgeFlow flow) {
        this.run = run;
        this.section = section;
        this.intake = intake;
        this.flow = flow;
        this.type = run.typeInto(section);
        this.deadLetters = new DeadLetterBox(intake.channel(), intake.subscription());
        this.sheet = new Sheet(this);
        this.crew = new Crew(run.tools(), "Pipeline '" + run.pipeline() + "'", 1, this::feed);
    }

    Sheet sheet() {
        return sheet;
    }

    /** Begins to take messages in. */
    void open() {
        lock.lock();
        try {
            sheet.restore();
            crew.open();
        } catch (JMSException e) {
            throw run.refused(intake.channel() + " could not be read", e);
        } finally {
            lock.unlock();
        }
    }

    private Workers.Lane feed() throws JMSException {
        Session session = run.tools().session(Session.SESSION_TRANSACTED);
        try {
            MessageConsumer consumer = intake.consumer(session, run.tools().forms());
            Post post = new Post(run.tools(), session);
            return run.tools().workers().drive(session, consumer, raw -> take(raw, post));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void take(Message raw, Post post) {
        busy.incrementAndGet();
        lock.lock();
        try {
            settle(raw, post);
        } catch (JMSException | RuntimeException | Error e) {
            visit.outbox().clear();
            Post.rollBack(post.session(), e);
            run.trouble("a message of " + intake.channel() + " went back", e);
        } finally {
            lock.unlock();
            busy.decrementAndGet();
        }
    }

    private void settle(Message raw, Post post) throws JMSException {
        try {
            Incoming<?> message = run.tools().forms().read(raw, type);
            try (Tracing.Work work = run.tools().tracing().handling(message)) {
                settle(message, work, post);
            }
        } catch (PayloadException e) {
            visit.outbox().clear();
            deadLetters.take(raw, post.session(), Why.misfit(e).in(firstStage()));
            commit(post);
        }
    }

    private String firstStage() {
        return run.draft().nodes().get(section.first()).name();
    }

    private void settle(Incoming<?> message, Tracing.Work work, Post post) throws JMSException {
        visit.begin(null, message.key(), work.context());
        try {
            sheet.station(section.first()).put(Objects.requireNonNull(message.body(), "body"), visit);
        } catch (StageFailure e) {
            work.failed(e.why());
            visit.outbox().clear();
            fail(message.message(), post, e);
            return;
        }
        post.send(visit.outbox());
        commit(post);
    }

    private void commit(Post post) throws JMSException {
        post.session().commit();
        flow.received();
        visit.outbox().committed();
    }

    private void fail(Message raw, Post post, StageFailure failure) throws JMSException {
        ErrorPolicy.Then then = run.pauses().isEnded() ? ErrorPolicy.Then.REDELIVER : failure.then();
        if (then == ErrorPolicy.Then.DEAD_LETTER) {
            deadLetters.take(raw, post.session(), Why.failed(failure.attempts(), failure.why()).in(failure.stage()));
            commit(post);
            run.report(run.describe(failure, "its message went to the dead-letter queue of " + intake.channel()));
            return;
        }
        if (then == ErrorPolicy.Then.STOP) {
            run.stop();
        }
        post.session().rollback();
        run.report(run.describe(failure, "its message went back to " + intake.channel()));
    }

    DeadLetterBox deadLetters() {
        return deadLetters;
    }

    @Override
    public Run run() {
        return run;
    }

    @Override
    public Layout.Section section() {
        return section;
    }

    @Override
    public void execute(Runnable work) {
        run.tools().workers().run(() -> {
            lock.lock();
            try {
                if (!isClosed) {
                    work.run();
                }
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void letGoLater(Root root) {
        root.letGo();
    }

    @Override
    public void settle(StageFailure failure, @Nullable Root root) {
        StageException described = run.describe(failure, "its message went back to " + intake.channel());
        run.report(described);
    }

    void pause() {
        crew.pause();
    }

    void resume() {
        crew.resume();
    }

    boolean isBusy() {
        return busy.get() > 0;
    }

    void close() {
        isClosed = true;
        crew.close();
        lock.lock();
        try {
            sheet.close();
        } finally {
            lock.unlock();
        }
    }
}
