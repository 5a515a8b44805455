// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.StageException;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Pauses;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What everybody in a running pipeline shares. Any thread. */
final class Run {

    private static final Log LOG = Log.of(Run.class);

    private final Draft draft;
    private final Toolbox tools;
    private final TimeSource time;
    private final Runnable stop;
    private final Pauses pauses = new Pauses();
    private final List<Consumer<StageException>> listeners = new CopyOnWriteArrayList<>();

    /**
     * A run.
     *
     * @param stop lets nothing new begin until somebody resumes
     */
    Run(Draft draft, Toolbox tools, Runnable stop) {
        this.draft = draft;
        this.tools = tools;
        this.time = tools.time();
        this.stop = stop;
    }

    String pipeline() {
        return draft.name();
    }

    Draft draft() {
        return draft;
    }

    Toolbox tools() {
        return tools;
    }

    TimeSource time() {
        return time;
    }

    Pauses pauses() {
        return pauses;
    }

    void stop() {
        stop.run();
    }

    /** What a stage does when it fails, in a section; null for reporting alone. */
    @Nullable ErrorPolicy policy(Node node, Layout.Section section) {
        ErrorPolicy said = node.settings().policy();
        ErrorPolicy general = said == null ? draft.defaults().policy() : said;
        return general == null && section.isOverChannel() ? ErrorPolicy.DEFAULT : general;
    }

    /** The stage that a section begins with. */
    Node stageOf(Layout.Section section) {
        return draft.nodes().get(section.first());
    }

    /** The type of what comes into a section. */
    PayloadType<?> typeInto(Layout.Section section) {
        Node before = section.isInner()
                ? draft.nodes().get(draft.into(section.first()).get(0).from())
                : stageOf(section);
        PayloadType<?> type = before.type();
        if (type == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Pipeline '" + pipeline() + "' reaches '" + stageOf(section).name() + "' over a queue: say behind"
                            + " '" + before.name() + "' of which type its items are, as(Type.class)");
        }
        return type;
    }

    void listen(Consumer<StageException> listener) {
        listeners.add(listener);
    }

    /** A failure in the words in which the program learns of it. */
    StageException describe(StageFailure failure, String fate) {
        Exception why = failure.why();
        ErrorCode code = why instanceof ProviderException coded ? coded.code() : ErrorCode.STAGE_FAILED;
        return new StageException(
                code,
                "Stage '" + failure.stage() + "' of pipeline '" + pipeline() + "' has failed after "
                        + failure.attempts() + " attempts; " + fate + ": " + why,
                failure.stage(),
                failure.attempts(),
                why);
    }

    /** Tells all who want to know. */
    void report(StageException failure) {
        LOG.log(Level.WARNING, String.valueOf(failure.getMessage()), failure);
        for (Consumer<StageException> listener : listeners) {
            try {
                listener.accept(failure);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener to failures of pipeline '" + pipeline() + "' has failed", e);
            }
        }
    }

    /** What the provider has refused, in coded form. */
    ProviderException refused(String what, JMSException why) {
        return new ProviderException(
                Refusals.of(what, why).code(), "Pipeline '" + pipeline() + "': " + what + ": " + why.getMessage(), why);
    }

    /** Something beside the program's own code went wrong. */
    void trouble(String what, Throwable why) {
        LOG.log(Level.WARNING, "Pipeline '" + pipeline() + "': " + what, why);
    }
}
