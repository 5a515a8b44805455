// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A message listener that stands still in its first message until a test lets it go, and then takes a step. What came
 * of the step is the simple name of the exception, or {@code "done"}.
 */
final class HeldListener implements MessageListener {

    private final Step step;
    private final CompletableFuture<Message> entered = new CompletableFuture<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    HeldListener(Step step) {
        this.step = step;
    }

    /** Completes with the first message when the listener stands in it. */
    CompletableFuture<Message> entered() {
        return entered;
    }

    /** Lets it go on. */
    void release() {
        go.countDown();
    }

    /** What came of the step. */
    CompletableFuture<String> outcome() {
        return outcome;
    }

    /** True once the step has been taken. */
    boolean isOver() {
        return outcome.isDone();
    }

    @Override
    public void onMessage(Message message) {
        if (!entered.complete(message)) {
            return;
        }
        try {
            if (!go.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let the listener go");
            }
            outcome.complete(nameOf(step));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.completeExceptionally(e);
        }
    }

    /** What comes of a step: the simple name of its exception, or {@code "done"}. */
    static String nameOf(Step step) {
        try {
            step.take();
            return "done";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Something that a listener does. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }
}
