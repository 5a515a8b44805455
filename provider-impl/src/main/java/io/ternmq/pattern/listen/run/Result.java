// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt has ended.
 *
 * @param kind    how
 * @param value   what the method gave, directly or by its stage
 * @param failure why it has failed
 */
record Result(Kind kind, @Nullable Object value, @Nullable Throwable failure) {

    /** How an attempt ends. */
    enum Kind {
        /** Well. */
        DONE,
        /** Badly. */
        FAILED,
        /** Badly, and trying again would not help. */
        REJECTED,
        /** Before its time, since the listener stops: whether it was done, nobody knows. */
        BROKEN_OFF
    }

    static final Result BROKEN_OFF = new Result(Kind.BROKEN_OFF, null, null);

    static Result done(@Nullable Object value) {
        return new Result(Kind.DONE, value, null);
    }

    static Result failed(Throwable why) {
        return new Result(Kind.FAILED, null, why);
    }

    static Result rejected(Throwable why) {
        return new Result(Kind.REJECTED, null, why);
    }
}
