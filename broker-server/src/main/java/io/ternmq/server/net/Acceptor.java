// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.config.TlsPolicy;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Listens for clients and takes them up, until it is closed. Any thread may call.
 *
 * <p>Its threads: one event loop for each processor, a few for logins, one that waits for the store.
 */
public final class Acceptor implements AutoCloseable {

    private static final Log LOG = Log.of(Acceptor.class);
    private static final int LOGIN_THREADS = 4;
    private static final int LOW_WATER = 128 * 1024;
    private static final int HIGH_WATER = 256 * 1024;
    private static final int BACKLOG = 1_024;
    private static final long IDLE_SECONDS = 10;
    private static final long DRAIN_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long FAREWELL_MILLIS = 1_000;
    private static final long STOP_SECONDS = 5;

    private final AcceptorPolicy policy;
    private final ThreadPoolExecutor commits = pool("ternmq-commit", 1, Integer.MAX_VALUE);
    private final ThreadPoolExecutor logins;
    private final EventLoopGroup loops;
    private final Gate gate;
    private final Remotes remotes;
    private final @Nullable TlsContexts tls;
    private final Channel listening;

    private Acceptor(AcceptorPolicy policy, BrokerFinder brokers) {
        this.policy = policy;
        this.logins = pool("ternmq-login", LOGIN_THREADS, policy.login().maxPending());
        TlsPolicy encryption = policy.tls();
        this.tls = encryption == null ? null : new TlsContexts(encryption);
        this.loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), new LoopThreads(commits), NioIoHandler.newFactory());
        this.gate = new Gate(policy);
        this.remotes = new Remotes(loops.next(), policy.resumeMillis());
        this.listening = listen(new Entrance(policy, brokers, gate, remotes, logins));
        watch(encryption);
    }

    /**
     * Begins to listen.
     *
     * @param policy  where and how
     * @param brokers finds the broker that a client wants
     * @throws ProviderException with {@code INVALID_SETTING} when the address cannot be listened on, or the
     *     certificates cannot be read
     */
    public static Acceptor start(AcceptorPolicy policy, BrokerFinder brokers) {
        return new Acceptor(policy, brokers);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private Channel listen(Entrance entrance) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .childHandler(new Pipeline(entrance, tls));
        var bound = bootstrap.bind(policy.host(), policy.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopThreads();
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Cannot listen on " + policy.host() + ':' + policy.port() + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private void watch(@Nullable TlsPolicy encryption) {
        TlsContexts contexts = tls;
        if (encryption != null && contexts != null) {
            var unused = loops.next().scheduleWithFixedDelay(
                    () -> look(contexts),
                    encryption.reloadMillis(),
                    encryption.reloadMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void look(TlsContexts contexts) {
        try {
            logins.execute(contexts::look);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "Too many logins to look at the certificates now; later", e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** The URI with which clients reach it. */
    public String uri() {
        String host = address().getAddress().getHostAddress();
        String shown = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return (tls == null ? "tcp://" : "ssl://") + shown + ':' + address().getPort();
    }

    /** Whether it takes up clients. */
    public boolean isListening() {
        return listening.isActive();
    }

    /** How many connections are open. */
    public int openConnections() {
        return gate.open();
    }

    /** How many connections were closed at once because a limit had been reached. */
    public long refusedConnections() {
        return gate.refused();
    }

    /** Takes up no more clients, and waits until those that there are have gone, but not for long. */
    public void drain(long millis) {
        listening.close().awaitUninterruptibly();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (gate.open() > 0 && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, DRAIN_STEP_NANOS);
        }
    }

    /** Closes every connection; clients that stand lose theirs. The broker itself goes on. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        ProviderException reason = new ProviderException(ErrorCode.CONNECTION_LOST, "The broker listens no more");
        Collection<Remote> last = remotes.all();
        last.forEach(remote -> remote.cutOff(reason));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
        // Loops that are shut down close their channels before they look at what is to be written.
        while (last.stream().anyMatch(Remote::isAttached) && System.nanoTime() < end) {
            LockSupport.parkNanos(this, DRAIN_STEP_NANOS);
        }
        stopThreads();
    }

    private void stopThreads() {
        boolean isDown = loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        if (!isDown) {
            LOG.log(System.Logger.Level.WARNING, () -> "The threads of " + policy.host() + ':' + policy.port()
                    + " did not end within " + STOP_SECONDS + " s");
        }
        logins.shutdown();
        commits.shutdown();
    }

    /** What stands between a socket and the traffic. */
    private static final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final Entrance entrance;
        private final @Nullable TlsContexts tls;

        Pipeline(Entrance entrance, @Nullable TlsContexts tls) {
            this.entrance = entrance;
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new Turnstile(entrance.gate()));
            if (tls != null) {
                channel.pipeline().addLast(tls.current().newHandler(channel.alloc()));
            }
            channel.pipeline()
                    .addLast(new FrameReader(entrance.policy().login().maxFrameBytes()))
                    .addLast(new Welcoming(entrance));
        }
    }
}
