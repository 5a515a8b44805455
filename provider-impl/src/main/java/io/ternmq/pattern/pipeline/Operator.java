// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

/**
 * What a stage does, in two steps: the program's own code, which may be tried again, and what follows from it. One
 * object serves all threads of a stage and all runs of a pipeline, unless it remembers something.
 */
interface Operator extends Recipe {

    /** Does the program's own work; not null. */
    Object work(Object item) throws Exception;

    /** Sends on what came of it; once. */
    void pass(Object item, Object result, Station station, Visit visit) throws StageFailure;

    @Override
    default Operator forLane(Lane lane) {
        return this;
    }
}
