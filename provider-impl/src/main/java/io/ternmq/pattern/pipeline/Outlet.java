// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

/** A way out of a stage. */
@FunctionalInterface
interface Outlet {

    /** Takes an item; on the thread that brings it. */
    void put(Object item, Visit visit) throws StageFailure;
}
