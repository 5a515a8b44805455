// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.common.Log;
import io.ternmq.link.NetworkService;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.sasl.SaslServer;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is said with a stranger until it is let in. Owner: the event loop of the channel; what may block is done by the
 * acceptor's threads for logins, one thing after the other.
 *
 * <pre>
 *   NEW --hello--> GREETED --login--> ASKED --response--> ASKED --accepted--> KNOWN --start or resume--> (traffic)
 *   any -- something else, an error, or too late --> closed
 * </pre>
 */
final class Welcoming extends SimpleChannelInboundHandler<Frame.FromClient> {

    private static final Log LOG = Log.of(Welcoming.class);

    private static final int LONGEST_SHOWN = 300;

    /** What a client cannot talk the broker into going below, in milliseconds: each beat costs it something. */
    private static final long SHORTEST_HEARTBEAT = 100;

    private enum State { NEW, GREETED, ASKED, BUSY, KNOWN, OVER }

    private final Entrance entrance;
    private State state = State.NEW;
    private @Nullable ScheduledFuture<?> limit;
    private @Nullable NetworkService broker;
    private @Nullable Peer peer;
    private @Nullable SaslServer exchange;
    private @Nullable Identity identity;
    private boolean mayResume;
    private long heartbeatMillis;

    Welcoming(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        limit = context.executor().schedule(
                () -> refuse(context.channel(), new ProviderException(ErrorCode.TIMEOUT, "The login took too long")),
                entrance.policy().login().timeoutMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame.FromClient frame) {
        Channel channel = context.channel();
        if (frame instanceof Frame.Hello hello && state == State.NEW) {
            state = State.BUSY;
            inBackground(channel, () -> greet(channel, hello));
        } else if (frame instanceof Frame.Login login && state == State.GREETED) {
            state = State.BUSY;
            inBackground(channel, () -> begin(channel, login));
        } else if (frame instanceof Frame.Response response && state == State.ASKED) {
            state = State.BUSY;
            SaslServer asking = Objects.requireNonNull(exchange);
            inBackground(channel, () -> answer(channel, asking, response.bytes().toArray()));
        } else if (frame instanceof Frame.Start start && state == State.KNOWN) {
            replace(context, start);
        } else if (frame instanceof Frame.Resume resume && state == State.KNOWN) {
            resume(context, resume);
        } else {
            throw new ProviderException(
                    ErrorCode.PROTOCOL, "A " + frame.getClass().getSimpleName() + " is out of place here");
        }
    }

    // --- in the background ------------------------------------------------------------------------------------------

    private void inBackground(Channel channel, Runnable step) {
        try {
            entrance.logins().execute(() -> {
                try {
                    step.run();
                } catch (RuntimeException | LinkageError e) {
                    channel.eventLoop().execute(() -> refuse(channel, coded(e)));
                }
            });
        } catch (RejectedExecutionException e) {
            refuse(channel, new ProviderException(ErrorCode.RESOURCE_LIMIT, "Too many logins at a time; try later", e));
        }
    }

    private void greet(Channel channel, Frame.Hello hello) {
        if (hello.version() < 1) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL, "There is no version " + hello.version() + " of the protocol");
        }
        NetworkService wanted = entrance.brokers().find(hello.broker());
        Peer from = Peers.of(channel);
        List<String> mechanisms = wanted.mechanisms(from);
        if (mechanisms.isEmpty()) {
            throw new ProviderException(
                    ErrorCode.SECURITY, "This broker has no way to find out who comes from " + from.address()
                            + (from.isEncrypted() ? "" : " over a connection that is not encrypted; try ssl://"));
        }
        channel.eventLoop().execute(() -> {
            broker = wanted;
            peer = from;
            mayResume = (hello.features() & Features.RESUME) != 0;
            heartbeatMillis = Math.min(
                    Math.max(hello.heartbeatMillis(), SHORTEST_HEARTBEAT), entrance.policy().heartbeatMillis());
            move(State.GREETED);
            Channels.write(channel, new Frame.Welcome(
                    Math.min(hello.version(), Wire.VERSION),
                    hello.features() & Features.ALL,
                    heartbeatMillis,
                    entrance.policy().maxMessageBytes(),
                    wanted.time().millis(),
                    mechanisms));
        });
    }

    private void begin(Channel channel, Frame.Login login) {
        SaslServer asking =
                Objects.requireNonNull(broker).authenticate(login.mechanism(), Objects.requireNonNull(peer));
        answer(channel, asking, login.response().toArray());
    }

    private void answer(Channel channel, SaslServer asking, byte[] response) {
        SaslServer.Step step = asking.next(response);
        channel.eventLoop().execute(() -> take(channel, asking, step));
    }

    // --- on the event loop ------------------------------------------------------------------------------------------

    private void take(Channel channel, SaslServer asking, SaslServer.Step step) {
        if (step instanceof SaslServer.Step.Challenge challenge) {
            exchange = asking;
            move(State.ASKED);
            Channels.write(channel, new Frame.Challenge(wrap(challenge.bytes())));
        } else if (step instanceof SaslServer.Step.Accepted accepted) {
            identity = accepted.identity();
            move(State.KNOWN);
            Channels.write(channel, new Frame.Accepted(wrap(accepted.outcome())));
        } else {
            refuse(channel, new ProviderException(ErrorCode.SECURITY, Entrance.WRONG_PASSWORD));
        }
    }

    private void move(State next) {
        if (state != State.OVER) {
            state = next;
        }
    }

    private void replace(ChannelHandlerContext context, Frame.Start start) {
        Remote former = entrance.remotes().find(start.former(), Objects.requireNonNull(identity));
        if (former == null) {
            start(context);
            return;
        }
        state = State.BUSY;
        former.replace(context.channel().eventLoop(), () -> {
            if (state == State.BUSY) {
                startOrRefuse(context);
            }
        });
    }

    private void startOrRefuse(ChannelHandlerContext context) {
        try {
            start(context);
        } catch (ProviderException e) {
            refuse(context.channel(), e);
        }
    }

    private void start(ChannelHandlerContext context) {
        Channel channel = context.channel();
        Remote remote = entrance.remotes().open(Objects.requireNonNull(identity), mayResume);
        try {
            remote.to(Objects.requireNonNull(broker).accept(
                    remote, Objects.requireNonNull(peer), Objects.requireNonNull(identity)));
        } catch (ProviderException e) {
            entrance.remotes().forget(remote);
            throw e;
        }
        Channels.write(channel, new Frame.Started(remote.key(), remote.keeps() ? entrance.policy().resumeMillis() : 0));
        letIn(context, remote);
    }

    private void resume(ChannelHandlerContext context, Frame.Resume resume) {
        Channel channel = context.channel();
        Remote remote = entrance.remotes().find(resume.key(), Objects.requireNonNull(identity));
        if (remote == null) {
            refuse(channel, new ProviderException(ErrorCode.CONNECTION_LOST, "There is no such connection any more"));
            return;
        }
        state = State.BUSY;
        remote.release(resume.received(), channel.eventLoop(), isReleased -> {
            if (isReleased && state == State.BUSY) {
                Channels.write(channel, new Frame.Resumed(remote.received()));
                letIn(context, remote);
            } else {
                refuse(channel,
                        new ProviderException(ErrorCode.CONNECTION_LOST, "The connection cannot be gone on with"));
            }
        });
    }

    private void letIn(ChannelHandlerContext context, Remote remote) {
        state = State.OVER;
        cancelLimit();
        context.pipeline().get(Turnstile.class).letIn();
        context.pipeline().get(FrameReader.class).allow(entrance.policy().maxMessageBytes());
        context.pipeline().replace(this, "traffic", new Traffic(remote, heartbeatMillis));
        remote.attach(context.channel());
    }

    private void refuse(Channel channel, ProviderException why) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        cancelLimit();
        LOG.log(System.Logger.Level.INFO,
                () -> channel.remoteAddress() + " is not let in: " + why.code().code() + " " + oneLine(why));
        Channels.writeAndClose(channel, new Frame.Bye(why.code(), String.valueOf(why.getMessage())));
    }

    /** What a stranger has said may be quoted in it: it is not to fill the log, or to look like a line of its own. */
    private static String oneLine(ProviderException why) {
        String text = String.valueOf(why.getMessage());
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private void cancelLimit() {
        ScheduledFuture<?> waiting = limit;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        state = State.OVER;
        cancelLimit();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable root = cause.getCause() instanceof ProviderException inner ? inner : cause;
        if (root instanceof IOException) {
            context.close();
        } else {
            refuse(context.channel(), coded(root));
        }
    }

    private static ProviderException coded(Throwable cause) {
        return cause instanceof ProviderException coded
                ? coded
                : new ProviderException(ErrorCode.PROTOCOL, "What arrived cannot be understood: " + cause, cause);
    }

    private static Bytes wrap(byte[] bytes) {
        return Bytes.wrap(bytes, 0, bytes.length);
    }
}
