// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a connection over TCP.
 *
 * <pre>
 *   GREETED     -- Connect, login accepted ----> STANDING
 *   STANDING    -- the socket fails -----------> INTERRUPTED   if the broker keeps the connection and the client tries
 *   INTERRUPTED -- tryResume ------------------> STANDING
 *   any         -- close, bye, or a failure ---> ENDED         every request is answered with a refusal
 * </pre>
 */
final class TcpLink implements Link {

    private enum State { GREETED, STANDING, INTERRUPTED, ENDED }

    private final TcpConnector connector;
    private final LinkEvents events;
    private final TimeSource time;
    private final Pending pending = new Pending();
    private final Frame.Welcome welcome;
    private final Target target;
    private volatile State state = State.GREETED;
    private volatile boolean leaving;
    private volatile @Nullable Wiring wiring;
    private @Nullable Credentials credentials;
    private volatile @Nullable Outgoing outgoing;
    private volatile @Nullable Keeper keeper;
    private volatile @Nullable Writer writer;
    private final Bytes former;
    private volatile Bytes key;
    private volatile boolean isResumable;

    /** Written by the one thread that reads. */
    private final AtomicLong received = new AtomicLong();

    TcpLink(TcpConnector connector, Wiring wiring, Frame.Welcome welcome, Bytes former, LinkEvents events) {
        this.former = former;
        this.key = former;
        this.connector = connector;
        this.wiring = wiring;
        this.welcome = welcome;
        this.target = wiring.target();
        this.events = events;
        this.time = BrokerTime.of(connector.settings().time(), welcome.clockMillis());
    }

    @Override
    public void request(Request request, ReplyHandler handler) {
        if (request instanceof Connect connect && state == State.GREETED) {
            try {
                logIn(new Credentials(connect.user(), connect.password()));
            } catch (ProviderException e) {
                handler.onReply(new Reply.Refused(e.code(), String.valueOf(e.getMessage())));
                return;
            }
        }
        leaving |= request instanceof Disconnect;
        long number = pending.add(handler);
        try {
            if (!send(new Frame.Ask(number, request))) {
                pending.refuse(number, gone());
            }
        } catch (ProviderException e) {
            pending.refuse(number, new Reply.Refused(e.code(), String.valueOf(e.getMessage())));
        }
    }

    /** Another thread writes; what is added until it comes to that leaves in the same piece. */
    @Override
    public void requestSoon(Request request, ReplyHandler handler) {
        Outgoing out = outgoing;
        if (out == null) {
            request(request, handler);
            return;
        }
        long number = pending.add(handler);
        try {
            if (out.add(new Frame.Ask(number, request), !isReading())) {
                writer(out).wake();
            } else {
                pending.refuse(number, gone());
            }
        } catch (ProviderException e) {
            pending.refuse(number, new Reply.Refused(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private Writer writer(Outgoing out) {
        Writer running = writer;
        return running != null ? running : startWriter(out);
    }

    private synchronized Writer startWriter(Outgoing out) {
        Writer running = writer;
        if (running == null) {
            running = new Writer(out, this::onSilence);
            writer = running;
            if (state == State.ENDED) {
                running.end();
            }
            running.start();
        }
        return running;
    }

    @Override
    public void post(Request request) {
        send(new Frame.Ask(0, request));
    }

    @Override
    public void postLazily(Request request) {
        Outgoing out = outgoing;
        if (out != null) {
            out.add(new Frame.Ask(0, request), !isReading());
        }
    }

    @Override
    public void flush() {
        Outgoing out = outgoing;
        if (out != null && out.isWaiting()) {
            write(out);
        }
    }

    /** False when the link has ended, so that nobody will answer. */
    private boolean send(Frame.FromClient frame) {
        Outgoing out = outgoing;
        if (out == null || !out.add(frame, !isReading())) {
            return false;
        }
        write(out);
        return true;
    }

    /** The thread that reads must not wait for the broker to read: that one may be waiting for it. */
    private void write(Outgoing out) {
        Keeper mine = keeper;
        if (mine != null && isReading()) {
            mine.wake();
            return;
        }
        try {
            out.write();
        } catch (IOException e) {
            Wiring broken = wiring;
            if (broken != null) {
                broken.close(); // the reader notices and tells
            }
        }
    }

    private static boolean isReading() {
        return Thread.currentThread() instanceof Reader;
    }

    private synchronized void logIn(Credentials who) {
        Wiring socket = wiring;
        if (socket == null) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "The link is closed");
        }
        try {
            Dialogue dialogue = new Dialogue(socket);
            dialogue.logIn(who.mechanism(connector, welcome, socket));
            Frame.Started started = dialogue.start(former);
            socket.begin();
            credentials = who;
            key = started.key();
            isResumable = started.resumeMillis() > 0 && (welcome.features() & Features.RESUME) != 0;
            begin(new Outgoing(socket, isResumable, welcome.maxFrameBytes()), socket);
        } catch (IOException e) {
            socket.close();
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST,
                    socket.target() + " broke off during the login: " + TcpConnector.reason(e), e);
        }
    }

    private void begin(Outgoing out, Wiring socket) {
        outgoing = out;
        state = State.STANDING;
        Keeper watch = new Keeper(out, welcome.heartbeatMillis(), this::onSilence);
        keeper = watch;
        new Reader(this, socket, watch).start();
        watch.start();
    }

    /** By what the broker knows the connection; before it stood, the one in whose place it was to be. */
    Bytes key() {
        return key;
    }

    // --- called by the reader ---------------------------------------------------------------------------------------

    void onFrame(Frame.FromBroker frame) {
        if (frame instanceof Frame.Numbered) {
            received.lazySet(received.get() + 1);
        }
        if (frame instanceof Frame.Tell tell) {
            events.onEvent(tell.event());
        } else if (frame instanceof Frame.DoneRange range) {
            pending.done(range.first(), range.count());
        } else if (frame instanceof Frame.Answer answer) {
            pending.answer(answer.number(), answer.reply());
        } else if (frame instanceof Frame.Received confirmed) {
            confirm(confirmed.count());
        } else if (frame instanceof Frame.Bye bye) {
            end(new ProviderException(bye.code(), bye.message()));
        } else if (!(frame instanceof Frame.Beat)) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL, "The broker sent a " + frame.getClass().getSimpleName() + " out of place.");
        }
    }

    private void confirm(long count) {
        Outgoing out = outgoing;
        if (out != null) {
            out.received(count);
        }
    }

    /** Whether nothing that arrives means anything any more. */
    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** How many numbered frames have arrived. */
    long received() {
        return received.get();
    }

    /** Tells the broker what has arrived, together with the next thing that is said. */
    void tellReceived() {
        Outgoing out = outgoing;
        if (out != null && isResumable) {
            out.add(new Frame.Received(received.get()), false);
        }
    }

    /** The socket is of no use any more. */
    void onBroken(Wiring broken, Exception cause) {
        broken.close();
        ProviderException reason = cause instanceof ProviderException coded
                ? coded
                : new ProviderException(
                        ErrorCode.CONNECTION_LOST,
                        "The connection to " + broken.target() + " was lost: " + cause.getMessage(),
                        cause);
        synchronized (this) {
            if (state != State.STANDING || wiring != broken) {
                return;
            }
            wiring = null;
            state = State.INTERRUPTED;
            Outgoing out = outgoing;
            if (out != null) {
                out.interrupt();
            }
        }
        boolean isTrying = isResumable && !leaving && cause instanceof IOException && events.onInterrupted(reason);
        if (!isTrying) {
            end(reason);
        }
    }

    private void onSilence() {
        Wiring silent = wiring;
        if (silent != null) {
            silent.close();
        }
    }

    // --- called by the client ---------------------------------------------------------------------------------------

    @Override
    public synchronized boolean tryResume() {
        if (state != State.INTERRUPTED) {
            return state == State.STANDING;
        }
        Wiring fresh = null;
        try {
            fresh = connector.wire(target);
            Frame.Resumed resumed = resume(fresh);
            if (resumed == null) {
                fresh.close();
                end(new ProviderException(
                        ErrorCode.CONNECTION_LOST, "The broker does not know the connection any more"));
                return false;
            }
            goOn(fresh, resumed.received());
            return true;
        } catch (IOException | ProviderException e) {
            if (fresh != null) {
                fresh.close();
            }
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST, "The broker does not answer: " + e.getMessage(), e);
        }
    }

    private Frame.@Nullable Resumed resume(Wiring fresh) throws IOException {
        Frame.Welcome again = connector.hello(fresh);
        Credentials who = credentials;
        if (who == null) {
            return null;
        }
        Dialogue dialogue = new Dialogue(fresh);
        dialogue.logIn(who.mechanism(connector, again, fresh));
        return dialogue.resume(key, received.get());
    }

    private void goOn(Wiring fresh, long brokerHas) throws IOException {
        fresh.begin();
        Outgoing out = outgoing;
        Keeper watch = keeper;
        if (out == null || watch == null) {
            throw new IllegalStateException("resumed before it began");
        }
        watch.heard();
        wiring = fresh;
        state = State.STANDING;
        out.resume(fresh, brokerHas);
        new Reader(this, fresh, watch).start();
        watch.wake();
    }

    @Override
    public void giveUp(ProviderException reason) {
        if (state == State.INTERRUPTED) {
            end(reason);
        }
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public void close() {
        if (state == State.ENDED) {
            return;
        }
        Outgoing out = outgoing;
        Frame.Bye bye = new Frame.Bye(ErrorCode.CONNECTION_LOST, "The client has gone");
        if (!leaving && out != null && out.add(bye, false)) {
            write(out);
        }
        finish(gone());
    }

    /** Ends the link and tells. */
    private void end(ProviderException reason) {
        if (finish(new Reply.Refused(reason.code(), String.valueOf(reason.getMessage())))) {
            events.onLost(reason);
        }
    }

    private boolean finish(Reply.Refused refusal) {
        Wiring socket;
        synchronized (this) {
            if (state == State.ENDED) {
                return false;
            }
            state = State.ENDED;
            socket = wiring;
            wiring = null;
        }
        if (socket != null) {
            socket.close();
        }
        Outgoing out = outgoing;
        if (out != null) {
            out.end();
        }
        Keeper watch = keeper;
        if (watch != null) {
            watch.end();
        }
        Writer last = writer;
        if (last != null) {
            last.end();
        }
        pending.refuseAll(refusal);
        return true;
    }

    private static Reply.Refused gone() {
        return new Reply.Refused(ErrorCode.CONNECTION_LOST, "The connection to the broker is closed");
    }
}
