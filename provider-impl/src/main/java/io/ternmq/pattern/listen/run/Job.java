// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.pattern.DeadLetterBox;
import io.ternmq.pattern.HandlingCounters;
import io.ternmq.pattern.Pauses;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.ListenerSpec;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What all lanes of one listener have in common. Any thread. */
final class Job {

    private final Toolbox tools;
    private final ListenerSpec spec;
    private final Presence presence;
    private final DoubleSupplier chance;
    private final @Nullable Occasion occasion;
    private final HandlingCounters counters = new HandlingCounters();
    private final Pauses pauses = new Pauses();
    private final Memory memory = new Memory();
    private final DeadLetterBox deadLetters;
    private final Report report;

    /**
     * Nothing is done yet.
     *
     * @param chance   from 0 to 1; decides about the jitter
     * @param occasion says what a message means that comes because it is time; null for others
     */
    Job(
            Toolbox tools,
            ListenerSpec spec,
            Presence presence,
            DoubleSupplier chance,
            @Nullable Occasion occasion) {
        this.tools = tools;
        this.spec = spec;
        this.presence = presence;
        this.chance = chance;
        this.occasion = occasion;
        Channel source = spec.source().channel();
        Channel chosen = spec.conduct().deadLetters();
        this.deadLetters = new DeadLetterBox(
                source, spec.source().subscription(), chosen == null ? null : chosen.name());
        this.report = new Report(spec.name(), source);
    }

    Toolbox tools() {
        return tools;
    }

    ListenerSpec spec() {
        return spec;
    }

    Presence presence() {
        return presence;
    }

    DoubleSupplier chance() {
        return chance;
    }

    @Nullable Occasion occasion() {
        return occasion;
    }

    HandlingCounters counters() {
        return counters;
    }

    /** Those between attempts; they end when the listener stops. */
    Pauses pauses() {
        return pauses;
    }

    Memory memory() {
        return memory;
    }

    DeadLetterBox deadLetters() {
        return deadLetters;
    }

    Report report() {
        return report;
    }

    /** Takes no more; what would be tried again goes back. */
    void stop() {
        pauses.end();
    }

    boolean isStopping() {
        return pauses.isEnded();
    }

    /** Whether the provider is TernMQ. */
    boolean isOverTernMq() throws JMSException {
        return tools.connection() instanceof StreamAccess;
    }

    boolean replies() {
        return spec.call().result() == Call.Result.REPLY || spec.call().result() == Call.Result.REPLY_STAGE;
    }

    /** Where a message goes that has failed for good, in the words of the log. */
    String grave(Message raw) throws JMSException {
        if (occasion != null) {
            return "goes nowhere, since the next moment comes";
        }
        return replies() && raw.getJMSReplyTo() != null
                ? "goes to who has asked, as a failure"
                : "goes to " + deadLetters.queueOf(raw);
    }
}
