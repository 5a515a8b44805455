// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.pattern.Channel;
import io.ternmq.common.Log;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import io.ternmq.pattern.listen.ListenerSpec;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A method that takes messages, with its lanes. Any thread. */
final class ListenerPost implements Post {

    private static final Log LOG = Log.of(ListenerPost.class);

    /** Ends the waiting of a lane. */
    @FunctionalInterface
    private interface Bell {

        void ring() throws JMSException;
    }

    private final Job job;
    private final @Nullable DeliveryTransactions transactions;
    private final int lanes;
    private final Intake intake;
    private final Crew crew;
    private final Set<Bell> bells = ConcurrentHashMap.newKeySet();

    /**
     * Nothing is received yet.
     *
     * @param transactions when its messages are consumed in such; null otherwise
     */
    ListenerPost(Job job, @Nullable DeliveryTransactions transactions) {
        ListenerSpec spec = job.spec();
        ListenerSpec.Source source = spec.source();
        this.job = job;
        this.transactions = transactions;
        this.lanes = spec.conduct().ordering() == null ? source.concurrency() : 1;
        this.intake = Intake.of(
                source.channel(),
                source.selector(),
                source.durable() ? source.subscription() : null,
                source.shared() ? source.subscription() : null,
                lanes);
        this.crew = new Crew(job.tools(), "The listener " + spec.name(), lanes, this::openLane);
    }

    @Override
    public void open() throws JMSException {
        intake.check(job.tools());
        requireHelp();
        crew.open();
    }

    /** Another provider would take the options for a part of the name, and deliver nothing. */
    private void requireHelp() throws JMSException {
        Channel channel = intake.channel();
        if (channel.name().indexOf('?') >= 0 && !job.isOverTernMq()) {
            String foreign = job.tools().connection().getClass().getName();
            throw new ProviderException(
                    ErrorCode.BROKER_HELP_NEEDED,
                    job.spec().name() + " reads " + channel + " from a place in its stream, which needs a"
                            + " TernMQ broker. " + foreign + " is another provider's connection; open the Messaging"
                            + " over a TernConnectionFactory, or leave the options out.");
        }
    }

    private Workers.Lane openLane() throws JMSException {
        return transactions == null ? openLocal() : openWithin(transactions);
    }

    private Workers.Lane openLocal() throws JMSException {
        Toolbox tools = job.tools();
        Session session = tools.session(Session.SESSION_TRANSACTED);
        try {
            MessageConsumer consumer = intake.consumer(session, tools.forms());
            LocalLane lane = new LocalLane(job, session, new Draught(job, consumer, job.isOverTernMq()));
            return occupy(session, lane, lane::wake);
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private Workers.Lane openWithin(DeliveryTransactions manager) throws JMSException {
        Enlisted source = Enlisted.of(job, intake, manager);
        try {
            JtaLane lane = new JtaLane(job, manager, source);
            Workers.Lane opened = occupy(source.session(), lane, lane::wake);
            opened.ended().whenComplete((nothing, failure) -> source.close());
            return opened;
        } catch (JMSException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private Workers.Lane occupy(Session session, Workers.Work work, Bell bell) throws JMSException {
        bells.add(bell);
        Workers.Lane lane = job.tools().workers().occupy(session, work);
        lane.ended().whenComplete((nothing, failure) -> bells.remove(bell));
        return lane;
    }

    @Override
    public ListenerView view() {
        String trouble = crew.trouble();
        ListenerView.State state = ListenerView.State.RUNNING;
        if (crew.isClosed() || job.isStopping()) {
            state = ListenerView.State.STOPPED;
        } else if (trouble != null) {
            state = ListenerView.State.DISCONNECTED;
        } else if (crew.isPaused()) {
            state = ListenerView.State.PAUSED;
        }
        return new ListenerView(job.spec().name(), intake.channel(), state, job.counters().metrics(), trouble);
    }

    @Override
    public void pause() {
        crew.pause();
    }

    @Override
    public void resume() {
        crew.resume();
    }

    @Override
    public void stop() {
        crew.pause();
        job.stop();
        for (Bell bell : bells) {
            try {
                bell.ring();
            } catch (JMSException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A lane waits for its messages until their time is over", e);
            }
        }
    }

    @Override
    public void close() {
        crew.close();
    }
}
