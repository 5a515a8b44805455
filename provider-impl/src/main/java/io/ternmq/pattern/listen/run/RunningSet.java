// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that was started together. Any thread, also those of the listeners. */
final class RunningSet implements ListenerSet {

    /** For those whose threads were interrupted, so that nothing of theirs runs on in a container that has ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Toolbox tools;
    private final Presence presence;
    private final List<Post> posts;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningSet(Toolbox tools, Presence presence, List<Post> posts) {
        this.tools = tools;
        this.presence = presence;
        this.posts = List.copyOf(posts);
    }

    /** Opens all of them, or none. */
    static RunningSet open(Toolbox tools, Presence presence, List<Post> posts) {
        List<Post> opened = new ArrayList<>();
        for (Post post : posts) {
            try {
                post.open();
                opened.add(post);
            } catch (JMSException e) {
                undo(opened);
                throw Refusals.of("Starting " + post.view().name(), e);
            } catch (RuntimeException | Error e) {
                undo(opened);
                throw e;
            }
        }
        return tools.keep(new RunningSet(tools, presence, opened));
    }

    private static void undo(List<Post> opened) {
        opened.forEach(Post::stop);
        end(opened);
    }

    /** The one that was started last ends first. */
    private static void end(List<Post> opened) {
        List<Post> backwards = new ArrayList<>(opened);
        Collections.reverse(backwards);
        backwards.forEach(Post::close);
    }

    @Override
    public List<ListenerView> views() {
        return posts.stream().map(Post::view).toList();
    }

    @Override
    public void pause() {
        posts.forEach(Post::pause);
    }

    @Override
    public void resume() {
        if (!closed.get()) {
            posts.forEach(Post::resume);
        }
    }

    /** What does not end even when it was interrupted ends its lane itself, as soon as its method has returned. */
    @Override
    public boolean close(Duration limit) {
        boolean isFirst = !closed.getAndSet(true);
        if (isFirst) {
            tools.release(this);
            posts.forEach(Post::stop);
        }
        boolean isOver = presence.awaitNone(limit);
        boolean isEnded = isOver || presence.awaitEnd(LAST_WORDS);
        if (isFirst && isEnded) {
            end(posts);
        } else if (isFirst) {
            tools.workers().aside(() -> end(posts));
        }
        return isOver;
    }

    @Override
    public void close() {
        close(tools.settings().closeLimit());
    }
}
