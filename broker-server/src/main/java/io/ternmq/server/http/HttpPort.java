// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.server.config.HttpPolicy;
import io.ternmq.server.config.TlsPolicy;
import io.ternmq.server.net.TlsContexts;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests until it is closed. Any thread may call.
 *
 * <p>What a client may cost before it has said who it is: one of {@code maxConnections} connections, a request of at
 * most 12 KiB of headers and {@code maxRequestBytes}, and {@code patienceMillis} to send it. One thread serves all
 * connections; a few others answer.
 */
public final class HttpPort implements AutoCloseable {

    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int CHUNK = 8_192;
    private static final int BACKLOG = 128;
    private static final int WRITE_SECONDS = 60;
    private static final long STOP_SECONDS = 5;

    private final HttpPolicy policy;
    private final Router router;
    private final Staff staff = new Staff();
    private final Turnstile turnstile;
    private final @Nullable TlsContexts tls;
    private final EventLoopGroup loop;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listening;

    private HttpPort(HttpPolicy policy, Surroundings surroundings) {
        this.policy = policy;
        this.router = new Router(surroundings);
        this.turnstile = new Turnstile(policy.maxConnections());
        TlsPolicy encryption = policy.tls();
        this.tls = encryption == null ? null : new TlsContexts(encryption);
        this.loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("ternmq-http-io", true), NioIoHandler.newFactory());
        this.listening = listen();
        watch(encryption);
    }

    /**
     * Begins to listen.
     *
     * @param policy       where and how
     * @param surroundings what is asked about
     * @throws ProviderException with {@code INVALID_SETTING} when the address cannot be listened on, or the
     *         certificates cannot be read
     */
    public static HttpPort start(HttpPolicy policy, Surroundings surroundings) {
        return new HttpPort(policy, surroundings);
    }

    private Channel listen() {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill(channel);
                    }
                });
        var bound = bootstrap.bind(policy.host(), policy.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopThreads();
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Cannot listen on " + policy.host() + ':' + policy.port() + " for HTTP: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private void fill(SocketChannel channel) {
        open.add(channel);
        ChannelPipeline pipeline = channel.pipeline().addLast(turnstile);
        TlsContexts contexts = tls;
        if (contexts != null) {
            pipeline.addLast(contexts.current().newHandler(channel.alloc()));
        }
        pipeline.addLast(new WriteTimeoutHandler(WRITE_SECONDS))
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(LONGEST_HEADERS)
                        .setMaxChunkSize(CHUNK)))
                .addLast(new FlowControlHandler())
                .addLast(new HttpObjectAggregator(policy.maxRequestBytes(), true))
                .addLast(new Conversation(router, staff, policy.patienceMillis()));
    }

    private void watch(@Nullable TlsPolicy encryption) {
        TlsContexts contexts = tls;
        if (encryption != null && contexts != null) {
            var unused = loop.next().scheduleWithFixedDelay(
                    () -> staff.tryRun(contexts::look),
                    encryption.reloadMillis(),
                    encryption.reloadMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** The address for people and programs. */
    public String uri() {
        String host = address().getAddress().getHostAddress();
        String shown = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return (tls == null ? "http://" : "https://") + shown + ':' + address().getPort();
    }

    /** How many connections are open. */
    public int openConnections() {
        return turnstile.open();
    }

    /** Ends every connection. What is being answered has a few seconds to end. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        staff.close();
        open.close().awaitUninterruptibly();
        stopThreads();
    }

    private void stopThreads() {
        staff.close();
        boolean isDown = loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        if (!isDown) {
            System.getLogger(HttpPort.class.getName()).log(
                    System.Logger.Level.WARNING, "The thread of the HTTP port did not end in time");
        }
    }
}
