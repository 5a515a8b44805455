// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What has been built so far, to be continued. Immutable: each call returns another one, and this one can be continued
 * a second time for another pipeline. Names of stages are unique within a pipeline: letters, digits, {@code _}, {@code
 * -} and {@code .}. Callable from any thread.
 *
 * <p>Stages run one after the other on one thread, and what is sent for one item is one local transaction. Another
 * thread begins with a stage that has a {@linkplain #concurrency concurrency} of its own or an {@link #inProcess edge
 * that says so}; another transaction begins behind an edge that is {@linkplain #via a channel} or {@linkplain
 * #viaQueue() the queue of the next stage}. Where items come from a channel, a stage with a concurrency of its own, an
 * aggregation that is not the first stage, and a stage where branches of different threads meet are always reached over
 * their queue, because an item that waits in the memory of a process would be lost with it.
 *
 * @param <T> type of what flows here
 */
public interface PipelineFlow<T> {

    /**
     * Makes another item of each one.
     *
     * @param name of the stage
     * @param work gives the other item
     * @param <R>  its type
     * @return with this stage
     */
    <R> PipelineFlow<R> transform(String name, StageFunction<? super T, ? extends R> work);

    /**
     * Lets some items pass and counts the others.
     *
     * @param name of the stage
     * @param keep true for those that pass
     * @return with this stage
     */
    PipelineFlow<T> filter(String name, StageFunction<? super T, Boolean> keep);

    /**
     * Joins each item with something that is looked up for it.
     *
     * @param name   of the stage
     * @param lookup finds what is missing
     * @param join   makes one of both
     * @param <L>    type of what is looked up
     * @param <R>    type of both together
     * @return with this stage
     */
    <L, R> PipelineFlow<R> enrich(
            String name,
            StageFunction<? super T, ? extends L> lookup,
            BiFunction<? super T, ? super L, ? extends R> join);

    /**
     * Joins each item with something that is looked up for it elsewhere. The stage's thread waits for it, so that the
     * order is kept; {@link #concurrency} says how many look-ups are under way at the same time.
     *
     * @param name   of the stage
     * @param lookup begins to find what is missing
     * @param join   makes one of both
     * @param <L>    type of what is looked up
     * @param <R>    type of both together
     * @return with this stage
     */
    <L, R> PipelineFlow<R> enrichAsync(
            String name,
            StageFunction<? super T, ? extends CompletionStage<? extends L>> lookup,
            BiFunction<? super T, ? super L, ? extends R> join);

    /**
     * Makes none, one or many items of each one.
     *
     * @param name of the stage
     * @param work gives them; what is no {@link java.util.Collection} is read to its end first
     * @param <R>  their type
     * @return with this stage
     */
    <R> PipelineFlow<R> split(String name, StageFunction<? super T, ? extends Iterable<? extends R>> work);

    /**
     * Makes one item of many; one thread does it for all keys.
     *
     * @param name of the stage
     * @param how  by which key, until when, and what becomes of a group
     * @param <R>  type of what becomes of a group
     * @return with this stage
     */
    <R> PipelineFlow<R> aggregate(String name, Aggregation<? super T, ? extends R> how);

    /**
     * Looks at items without changing them.
     *
     * @param name of the stage
     * @param look sees each item
     * @return with this stage
     */
    PipelineFlow<T> tap(String name, StageAction<? super T> look);

    /**
     * Sends each item along one of several branches.
     *
     * @param name of the stage
     * @param <R>  type of what flows where the branches join again
     * @return to be given its branches
     */
    <R> PipelineBranches<T, R> route(String name);

    /**
     * Continues with stages that were described elsewhere.
     *
     * @param stage the stages
     * @param <R>   type of what goes out of them
     * @return with these stages
     */
    <R> PipelineFlow<R> through(Stage<T, R> stage);

    /**
     * Continues with stages that were described elsewhere, under names of their own here.
     *
     * @param prefix put before their names, with a dot between
     * @param stage  the stages
     * @param <R>    type of what goes out of them
     * @return with these stages
     */
    <R> PipelineFlow<R> through(String prefix, Stage<T, R> stage);

    /**
     * Gives the last stage threads of its own. Items of one key keep their order; with 1 all items do, with more those
     * without a key have none. Without it a stage runs on the threads of the stage before. Of a first stage it says how
     * many read the source; there it is the provider that keeps what has one key in order, by its message groups.
     *
     * @param threads 1 or more; of an aggregation 1
     * @return with this setting
     */
    PipelineFlow<T> concurrency(int threads);

    /**
     * Says what happens when the last stage fails.
     *
     * @param policy in place of that of the pipeline
     * @return with this setting
     */
    PipelineFlow<T> onError(ErrorPolicy policy);

    /**
     * Says by what items belong together from here on. Without it they keep the key with which they came in.
     *
     * @param key gives the key of an item
     * @return with this setting of the last stage
     */
    PipelineFlow<T> keyedBy(Function<? super T, String> key);

    /**
     * Says of which type items are that leave the last stage: needed before an edge that is a queue when the stage has
     * changed the type.
     *
     * @param type their type
     * @return with this setting
     */
    default PipelineFlow<T> as(Class<T> type) {
        return as(PayloadType.of(type));
    }

    /**
     * Says of which type items are that leave the last stage.
     *
     * @param type their type
     * @return with this setting
     */
    PipelineFlow<T> as(PayloadType<T> type);

    /**
     * Lets items go on to the next stage over a queue.
     *
     * @param channel a queue that nobody else reads
     * @return with this edge
     */
    PipelineFlow<T> via(Channel channel);

    /**
     * Lets items go on over the queue of the next stage, {@code pipeline.<name>.<stage>}.
     *
     * @return with this edge
     */
    PipelineFlow<T> viaQueue();

    /**
     * Lets items go on on the same thread, or over the memory of the process where the next stage has threads of its
     * own.
     *
     * @return with this edge, where the pipeline as a whole goes over queues
     */
    PipelineFlow<T> inProcess();

    /**
     * Sends what arrives to a channel.
     *
     * @param channel a queue or topic
     * @return the pipeline, or the end of a branch
     */
    default Pipeline to(Channel channel) {
        return to(channel.name(), channel);
    }

    /**
     * Sends what arrives to a channel.
     *
     * @param name    of this end
     * @param channel a queue or topic
     * @return the pipeline, or the end of a branch
     */
    Pipeline to(String name, Channel channel);

    /**
     * Gives what arrives to the program.
     *
     * @param name     of this end
     * @param consumer takes each item
     * @return the pipeline, or the end of a branch
     */
    Pipeline to(String name, StageAction<? super T> consumer);

    /**
     * Ends here: what arrives is done with.
     *
     * @param name of this end
     * @return the pipeline, or the end of a branch
     */
    Pipeline end(String name);
}
