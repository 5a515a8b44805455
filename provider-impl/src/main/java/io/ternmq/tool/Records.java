// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Fact;
import io.ternmq.broker.codec.FactCodec;
import io.ternmq.common.ByteReader;
import io.ternmq.store.file.StoreInspector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of a directory as facts, and goes on behind those that make no sense. For one thread. */
final class Records implements StoreInspector.RawVisitor {

    /** Takes what was read. */
    interface Taker {

        /** A fact. */
        void onFact(Fact fact, long ref, String where);

        /** A record that is none. */
        default void onDamage(String sentence) {
            // Those who ask for all of them at the end need not hear of each.
        }

        /** Nothing, where a store that was saved has lost something. */
        default void onGap(int bytes, String where) {
            // Most are not interested.
        }
    }

    private final FactCodec codec = new FactCodec();
    private final Taker taker;
    private final List<String> damages = new ArrayList<>();

    Records(Taker taker) {
        this.taker = taker;
    }

    /** A sentence for each record that makes no sense. */
    List<String> damages() {
        return damages;
    }

    @Override
    public void visit(ByteReader bytes, long ref, String where) {
        if (isGap(bytes)) {
            taker.onGap(bytes.remaining(), where);
            return;
        }
        Fact fact = decode(bytes, where);
        if (fact != null) {
            taker.onFact(fact, ref, where);
        }
    }

    private @Nullable Fact decode(ByteReader bytes, String where) {
        try {
            return codec.decode(bytes);
        } catch (ProviderException e) {
            String sentence = "the record in " + where + " is not understood: " + e.getMessage();
            damages.add(sentence);
            taker.onDamage(sentence);
            return null;
        }
    }

    /** No fact begins with a zero. */
    private static boolean isGap(ByteReader bytes) {
        for (int i = bytes.position(); i < bytes.position() + bytes.remaining(); i++) {
            if (bytes.array()[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
