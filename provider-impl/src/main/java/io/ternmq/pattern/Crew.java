// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some lanes that do the same, and that come back when their connection was lost. Callable from any thread, also from
 * what a lane runs: nothing here waits for a lane but {@link #close()}.
 */
public final class Crew implements AutoCloseable {

    private static final Log LOG = Log.of(Crew.class);
    private static final long RETRY_MILLIS = 1000;

    /** Puts a lane to work. */
    @FunctionalInterface
    public interface Opener {

        /** A new lane over the present connection. */
        Workers.Lane open() throws JMSException;
    }

    /** A lane and the connection that it was put to work over. */
    private record Post(Connection connection, Workers.Lane lane, AtomicBoolean over) {

        boolean isManned(Connection present) {
            return connection == present && !over.get();
        }
    }

    private final Toolbox tools;
    private final String what;
    private final int size;
    private final Opener opener;
    private final Runnable lost = this::mendSoon;
    private final AtomicReference<List<Post>> posts = new AtomicReference<>(List.of());
    private final AtomicInteger losses = new AtomicInteger();
    private volatile @Nullable TimeSource time; // kept, since who cannot connect may have no clock either
    private volatile @Nullable String trouble;
    private volatile boolean paused;
    private volatile boolean closed;

    /**
     * Nothing works yet.
     *
     * @param what   what it does, for the log
     * @param size   how many lanes
     * @param opener puts one to work
     */
    public Crew(Toolbox tools, String what, int size, Opener opener) {
        this.tools = tools;
        this.what = what;
        this.size = size;
        this.opener = opener;
    }

    /** Puts all lanes to work, or none. */
    public void open() throws JMSException {
        tools.connection(); // before anybody can be told that it was lost
        time = tools.time();
        tools.whenLost(lost);
        try {
            man();
        } catch (JMSException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void man() throws JMSException {
        List<Post> fresh = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                fresh.add(post());
            }
        } catch (JMSException | RuntimeException e) {
            dismiss(fresh);
            throw e;
        }
        posts.set(List.copyOf(fresh));
        if (paused) {
            each(Workers.Lane::pause);
            if (!paused) { // resumed meanwhile, maybe before these were there
                each(Workers.Lane::resume);
            }
        }
        if (closed) {
            dismiss(posts.getAndSet(List.of()));
        }
    }

    private Post post() throws JMSException {
        Post post = new Post(tools.connection(), opener.open(), new AtomicBoolean());
        post.lane().ended().whenComplete((nothing, failure) -> {
            if (failure != null) {
                post.over().set(true);
                trouble = String.valueOf(failure.getMessage());
                mendSoon();
            }
        });
        return post;
    }

    private List<Post> posts() {
        return Objects.requireNonNull(posts.get());
    }

    private void each(Consumer<Workers.Lane> deed) {
        posts().forEach(post -> deed.accept(post.lane()));
    }

    /** Receives no more; what is at hand is finished. */
    public void pause() {
        paused = true;
        each(Workers.Lane::pause);
    }

    /** Goes on. */
    public void resume() {
        paused = false;
        each(Workers.Lane::resume);
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return paused;
    }

    /** What keeps it from working until that is mended; null when nothing does. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    private void mendSoon() {
        tools.workers().aside(this::mend);
    }

    /** One mends; losses that come meanwhile are mended by the same, one after the other. */
    private void mend() {
        if (closed || losses.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            seen = losses.get();
            mendOnce();
            seen = losses.addAndGet(-seen);
        }
    }

    private void mendOnce() {
        if (closed) {
            return;
        }
        try {
            if (isShort()) {
                dismiss(posts.getAndSet(List.of()));
                man();
            }
            trouble = null;
        } catch (JMSException | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            LOG.log(Level.WARNING, what + " cannot go on yet; trying again in " + RETRY_MILLIS + " ms", e);
            TimeSource clock = Objects.requireNonNull(time, "open() comes first");
            clock.schedule(clock.millis() + RETRY_MILLIS, lost);
        }
    }

    private boolean isShort() throws JMSException {
        Connection present = tools.connection();
        List<Post> manned = posts();
        return manned.isEmpty() || !manned.stream().allMatch(post -> post.isManned(present));
    }

    /** Finishes what is at hand and closes the lanes. */
    @Override
    public void close() {
        closed = true;
        tools.forget(lost);
        dismiss(posts.getAndSet(List.of()));
    }

    private static void dismiss(List<Post> old) {
        for (Post post : old) {
            try {
                post.lane().close();
            } catch (JMSException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A lane could not be closed in order", e);
            }
        }
    }
}
