// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A completion listener that remembers what it is told, by whom, and what a step inside the callback threw. */
final class Told implements CompletionListener {

    /** Something that is done inside a callback. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** A call of the listener: the failure is null for a completion, the thrown one for a step that ended well. */
    record Call(Message message, @Nullable Exception failure, @Nullable Throwable thrown, Thread thread) {

        /** The text of the message, with a mark when it was refused. */
        String summary() {
            try {
                String text = message instanceof TextMessage words ? words.getText() : "no text";
                return failure == null ? String.valueOf(text) : text + "!";
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Step step;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Call> news = new LinkedBlockingQueue<>();

    Told() {
        this(() -> {});
    }

    /** With something to do inside each callback. */
    Told(Step step) {
        this.step = step;
    }

    @Override
    public void onCompletion(Message message) {
        note(message, null);
    }

    @Override
    public void onException(Message message, Exception exception) {
        note(message, exception);
    }

    private void note(Message message, @Nullable Exception failure) {
        Throwable thrown = null;
        try {
            step.run();
        } catch (Throwable e) {
            thrown = e;
        }
        Call call = new Call(message, failure, thrown, Thread.currentThread());
        calls.add(call);
        news.add(call);
    }

    /** The next call, which must come soon. */
    Call next() throws InterruptedException {
        Call call = news.poll(5, TimeUnit.SECONDS);
        assertThat(call).as("a callback in time").isNotNull();
        return java.util.Objects.requireNonNull(call);
    }

    /** What the next call's step threw, or null. */
    @Nullable Throwable thrown() throws InterruptedException {
        return next().thrown();
    }

    List<Call> calls() {
        return calls;
    }

    /** The texts of all messages so far, those that were refused with a mark. */
    List<String> summaries() {
        return calls.stream().map(Call::summary).toList();
    }
}
