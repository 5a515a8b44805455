// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.DeadLetterBox;
import jakarta.jms.Message;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message on its way through a listener. Owner: whoever is at it, the lane or one of its workers; one at a time. */
final class Item {

    /** What becomes of it. */
    enum Fate {
        /** Not known yet. */
        OPEN,
        /** It was handled. */
        DONE,
        /** It was left out. */
        LEFT_OUT,
        /** It has failed for good. */
        DEAD,
        /** It goes back to the provider. */
        BACK
    }

    private final Message raw;
    private final @Nullable Incoming<?> message;
    private final @Nullable PayloadException misfit;
    private TraceContext trace = TraceContext.NONE;
    private Fate fate = Fate.OPEN;
    private int attempts;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    private Item(Message raw, @Nullable Incoming<?> message, @Nullable PayloadException misfit) {
        this.raw = raw;
        this.message = message;
        this.misfit = misfit;
    }

    static Item of(Incoming<?> message) {
        return new Item(message.message(), message, null);
    }

    /** One whose body is not what was expected. */
    static Item misfit(Message raw, PayloadException why) {
        Item item = new Item(raw, null, why);
        item.dies(1, why);
        return item;
    }

    Message raw() {
        return raw;
    }

    boolean isMisfit() {
        return misfit != null;
    }

    Incoming<?> message() {
        return Objects.requireNonNull(message, "a message that cannot be read is not handled");
    }

    Fate fate() {
        return fate;
    }

    boolean is(Fate asked) {
        return fate == asked;
    }

    @Nullable Object value() {
        return value;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    TraceContext trace() {
        return trace;
    }

    /** Why it has failed, when it has. */
    Throwable reason() {
        return Objects.requireNonNull(failure, "a failure");
    }

    void belongsTo(TraceContext context) {
        trace = context;
    }

    void isDone(@Nullable Object answer) {
        fate = Fate.DONE;
        value = answer;
    }

    void isLeftOut() {
        fate = Fate.LEFT_OUT;
    }

    void dies(int made, Throwable why) {
        fate = Fate.DEAD;
        attempts = made;
        failure = why;
    }

    void goesBack() {
        fate = Fate.BACK;
    }

    /** What is written on it as a dead letter. */
    DeadLetterBox.Why why() {
        return misfit == null ? DeadLetterBox.Why.failed(attempts, failure) : DeadLetterBox.Why.misfit(misfit);
    }
}
