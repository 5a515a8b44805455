// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;

/**
 * The beginning of a pipeline: what holds for all of it, then where items come from. Immutable: each call returns
 * another one. Callable from any thread.
 */
public interface PipelineBuilder {

    /**
     * Puts a queue of its own, {@code pipeline.<name>.<stage>}, before every stage that follows a stage. What is said
     * of a single edge goes first; an end that is a channel has none.
     *
     * @return a builder with this choice in place of handing over in the process
     */
    PipelineBuilder overQueues();

    /**
     * Says what happens when a stage fails that does not say so itself.
     *
     * @param policy without it, one attempt; then what came from a channel goes to the dead-letter queue, and what came
     *               from the program is reported to it alone
     * @return a builder with this policy
     */
    PipelineBuilder onError(ErrorPolicy policy);

    /**
     * Says how many items may wait before a stage with threads of its own, in this process.
     *
     * @param items for each thread, 1 or more; default 1,024. Beyond that the stage before waits
     * @return a builder with this capacity
     */
    PipelineBuilder capacity(int items);

    /**
     * Takes items from a channel. Of a topic it is the shared durable subscription {@code pipeline.<name>}.
     *
     * @param channel a queue or topic
     * @param type    type of the items
     * @param <T>     type of the items
     * @return where stages are added
     */
    default <T> PipelineFlow<T> from(Channel channel, Class<T> type) {
        return from(channel, PayloadType.of(type));
    }

    /**
     * Takes items from a channel. Of a topic it is the shared durable subscription {@code pipeline.<name>}.
     *
     * @param channel a queue or topic
     * @param type    type of the items
     * @param <T>     type of the items
     * @return where stages are added
     */
    <T> PipelineFlow<T> from(Channel channel, PayloadType<T> type);

    /**
     * Takes items from the program, by {@link RunningPipeline#submit}.
     *
     * @param type type of the items
     * @param <T>  type of the items
     * @return where stages are added
     */
    <T> PipelineFlow<T> fromProgram(Class<T> type);
}
