// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.Fact;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;

/**
 * How one class of facts is stored.
 *
 * @param code    number of the class, from 1 to 127; never given to another one
 * @param type    the class
 * @param writing writes the fields
 * @param reading reads the fields, in the same order
 */
record FactForm<F extends Fact>(int code, Class<F> type, Writing<F> writing, Reading<F> reading) {

    /** Writes the fields of a fact behind what the writer holds. */
    @FunctionalInterface
    interface Writing<F> {
        void write(F fact, ByteWriter out);
    }

    /** Reads the fields of a fact and no byte more. */
    @FunctionalInterface
    interface Reading<F> {
        F read(ByteReader in);
    }

    /** A form of an earlier version; facts of its class are written in another one. */
    static <F extends Fact> FactForm<F> onlyRead(int code, Class<F> type, Reading<F> reading) {
        return new FactForm<>(
                code,
                type,
                (fact, out) -> {
                    throw new IllegalStateException("Form " + code + " is not written any more");
                },
                reading);
    }

    void write(Fact fact, ByteWriter out) {
        out.putByte(code);
        writing.write(type.cast(fact), out);
    }

    F read(ByteReader in) {
        return reading.read(in);
    }
}
