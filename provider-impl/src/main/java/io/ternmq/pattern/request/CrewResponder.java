// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.api.pattern.request.ResponderMetrics;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Sender;
import io.ternmq.pattern.Senders;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;

/**
 * A responder with a crew of lanes. Sessions leave the acknowledging to the client, since a lane may receive as well as
 * listen, and what is received would be acknowledged before it is answered otherwise. Any thread.
 */
final class CrewResponder implements Responder {

    private static final Log LOG = Log.of(Responder.class);

    private final Toolbox tools;
    private final Intake intake;
    private final Answering<?> answering;
    private final Senders senders;
    private final Crew crew;

    CrewResponder(Toolbox tools, Intake intake, int lanes, Answering<?> answering, Senders senders) {
        this.tools = tools;
        this.intake = intake;
        this.answering = answering;
        this.senders = senders;
        this.crew = new Crew(tools, "The responder at " + intake.channel(), lanes, this::openLane);
    }

    void open() throws JMSException {
        crew.open();
    }

    private Workers.Lane openLane() throws JMSException {
        Session session = tools.session(Session.CLIENT_ACKNOWLEDGE);
        try {
            Sender sender = Sender.within(tools.forms(), session);
            TimeSource time = tools.time();
            return tools.workers().drive(
                    session, intake.consumer(session, tools.forms()), form -> handle(form, session, sender, time));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void handle(Message form, Session session, Sender sender, TimeSource time) {
        try {
            if (answering.handle(form, sender, time)) {
                form.acknowledge();
            } else {
                session.recover();
            }
        } catch (JMSException e) {
            LOG.log(Level.WARNING, "The provider failed over a request of " + intake.channel(), e);
            recover(session);
        }
    }

    /** Lest it be acknowledged together with the next one. */
    private void recover(Session session) {
        try {
            session.recover();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A request goes back when its session is closed", e);
        }
    }

    @Override
    public Channel channel() {
        return intake.channel();
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
    public boolean isPaused() {
        return crew.isPaused();
    }

    @Override
    public ResponderMetrics metrics() {
        return answering.counters().metrics();
    }

    @Override
    public void close() {
        if (crew.isClosed()) {
            return;
        }
        tools.release(this);
        crew.close();
        senders.close();
    }
}
