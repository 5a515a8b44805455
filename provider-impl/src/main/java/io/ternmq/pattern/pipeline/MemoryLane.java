// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.StageException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane whose items have never been on a channel. What is sent for one item is one transaction of a session that is
 * opened with the first. Owner: whoever has the role at its belt, or the lock of its entrance.
 */
final class MemoryLane implements Lane {

    /** Work in place of an item. */
    record Errand(Runnable work) {}

    private final Run run;
    private final Layout.Section section;
    private final Consumer<Runnable> executor;
    private final Visit visit = new Visit();
    private final List<Root> leaving = new ArrayList<>();
    private @Nullable Outlet first;
    private @Nullable Post post;

    /**
     * A lane without stations.
     *
     * @param executor has something done by the lane's owner, without waiting
     */
    MemoryLane(Run run, Layout.Section section, Consumer<Runnable> executor) {
        this.run = run;
        this.section = section;
        this.executor = executor;
    }

    void begin(Outlet station) {
        this.first = station;
    }

    Visit visit() {
        return visit;
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
        executor.accept(work);
    }

    @Override
    public void letGoLater(Root root) {
        leaving.add(root);
    }

    /** Takes an item, or an errand, through the section; its root is let go. Never throws. */
    void serve(Object item, @Nullable Root root, @Nullable String key, TraceContext trace) {
        visit.begin(root, key, trace);
        Throwable failure = null;
        try {
            if (trace.isNone() && TraceContext.current().isNone()) {
                pass(item);
            } else {
                passTraced(item, trace);
            }
        } catch (StageFailure e) {
            failure = e.why();
            visit.outbox().clear();
            settle(e, root);
        } catch (JMSException | RuntimeException | Error e) {
            failure = e;
            visit.outbox().clear();
            broken(e, root);
        }
        letGo(root, failure);
    }

    private void passTraced(Object item, TraceContext trace) throws StageFailure, JMSException {
        try (TraceContext.Scope scope = trace.makeCurrent()) {
            Objects.requireNonNull(scope);
            pass(item);
        }
    }

    private void pass(Object item) throws StageFailure, JMSException {
        if (item instanceof Errand errand) {
            errand.work().run();
        } else {
            Objects.requireNonNull(first, "begun").put(item, visit);
        }
        if (!visit.outbox().isEmpty()) {
            deliver();
        }
    }

    private void deliver() throws JMSException {
        Post open = post();
        try {
            open.send(visit.outbox());
            open.commit(visit.outbox());
        } catch (JMSException | RuntimeException e) {
            dropPost(open, e);
            throw e;
        }
    }

    private Post post() throws JMSException {
        Post open = post;
        if (open == null) {
            open = new Post(run.tools(), run.tools().session(Session.SESSION_TRANSACTED));
            post = open;
        }
        return open;
    }

    private void dropPost(Post broken, Throwable why) {
        post = null;
        Post.rollBack(broken.session(), why);
        Post.closeQuietly(broken.session(), run);
    }

    private void letGo(@Nullable Root root, @Nullable Throwable failure) {
        if (!leaving.isEmpty()) {
            for (Root group : leaving) {
                if (failure != null) {
                    group.fail(failure);
                }
                group.letGo();
            }
            leaving.clear();
        }
        if (root != null) {
            root.letGo();
        }
    }

    private void broken(Throwable why, @Nullable Root root) {
        ErrorCode code = why instanceof ProviderException coded ? coded.code() : ErrorCode.STAGE_FAILED;
        String stage = run.draft().nodes().get(section.first()).name();
        StageException failure = new StageException(
                code,
                "Pipeline '" + run.pipeline() + "' could not send what came out of an item behind stage '" + stage
                        + "': " + why,
                stage,
                1,
                why);
        if (root != null) {
            root.fail(failure);
        }
        run.report(failure);
    }

    @Override
    public void settle(StageFailure failure, @Nullable Root root) {
        ErrorPolicy.Then then = failure.then();
        boolean isBuried = then == ErrorPolicy.Then.DEAD_LETTER;
        String fate = isBuried ? "its item went to " + deadLetters(failure) : "its item is lost";
        StageException described = run.describe(failure, fate);
        if (isBuried) {
            bury(failure, described);
        } else if (then == ErrorPolicy.Then.STOP) {
            run.stop();
        }
        if (root != null) {
            root.fail(described);
        }
        run.report(described);
    }

    private Channel deadLetters(StageFailure failure) {
        return Channel.queue("DLQ.pipeline." + run.pipeline() + "." + failure.stage());
    }

    private void bury(StageFailure failure, StageException described) {
        Visit grave = new Visit();
        grave.outbox().add(DeadItem.parcel(deadLetters(failure), failure, run.pipeline()));
        try {
            Post open = post();
            open.send(grave.outbox());
            open.commit(grave.outbox());
        } catch (JMSException | RuntimeException e) {
            described.addSuppressed(e);
        }
    }

    /** Closes what was opened; nothing comes any more. */
    void close() {
        Post open = post;
        post = null;
        if (open != null) {
            Post.closeQuietly(open.session(), run);
        }
    }
}
