// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.protocol.PutPart;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A large body: where its parts are in the store, and who holds it. Owned by the shard; changed by {@link Bodies}. */
public final class StoredBody {

    private static final int FIRST_SIZE = 8;

    private final long number;
    private final Set<Long> shownTo = new HashSet<>();
    private long[] refs = new long[FIRST_SIZE];
    private int stored;
    private long length;
    private int holders;

    StoredBody(long number) {
        this.number = number;
    }

    /** Its number. */
    public long number() {
        return number;
    }

    /** How many bytes have come. */
    public long length() {
        return length;
    }

    /** Whether a further part may come: every one but the last is of full length. */
    public boolean isOpen() {
        return length % PutPart.BYTES == 0;
    }

    /** How many parts can be read. */
    int parts() {
        return stored;
    }

    long ref(int part) {
        return refs[part];
    }

    void grow(long bytes) {
        length += bytes;
    }

    /** The next part is in the store. */
    void storedAt(long ref) {
        if (stored == refs.length) {
            refs = Arrays.copyOf(refs, stored * 2);
        }
        refs[stored++] = ref;
    }

    void moved(int part, long ref) {
        refs[part] = ref;
    }

    boolean isHeld() {
        return holders > 0;
    }

    /** One holder more, or less when negative. */
    void count(int more) {
        holders += more;
        assert holders >= 0 : "body " + number + " was released more often than held";
    }

    Set<Long> shownTo() {
        return shownTo;
    }
}
