// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

/** What a stage does. */
public enum StageKind {
    /** Items come in. */
    SOURCE,
    /** One item becomes another. */
    TRANSFORM,
    /** Some items go no further. */
    FILTER,
    /** An item is joined with what was looked up for it. */
    ENRICH,
    /** One item becomes none, one or many. */
    SPLIT,
    /** Many items become one. */
    AGGREGATE,
    /** An item takes one of several branches. */
    ROUTE,
    /** An item is looked at. */
    TAP,
    /** Items go out: to a channel, to the program, or nowhere. */
    END
}
