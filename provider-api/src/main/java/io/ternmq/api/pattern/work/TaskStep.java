// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/**
 * A step of a chain, or the end of a chord: a task that is submitted when those before it have succeeded.
 *
 * @param queue the task queue
 * @param id    identifier of the task
 */
public record TaskStep(String queue, String id) {

    /** Checks that both are there; neither may hold what separates steps. */
    public TaskStep {
        if (queue.isBlank() || id.isBlank() || queue.indexOf('\n') >= 0 || id.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A step has a queue and an identifier of one line each");
        }
    }
}
