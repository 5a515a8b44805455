// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.List;

/** A batch as its owner remembers it; the position is 0 as long as it is not known. */
final class Batch {

    final List<String> facts;
    final long[] refs;
    long position;
    boolean acknowledged;
    boolean failed;

    Batch(List<String> facts) {
        this.facts = facts;
        this.refs = new long[facts.size()];
    }

    int bytes() {
        return facts.stream().mapToInt(String::length).sum();
    }

    @Override
    public String toString() {
        return "batch " + position + " of " + facts.size() + " records, " + bytes() + " bytes, first "
                + Facts.brief(facts.get(0)) + (acknowledged ? ", acknowledged" : "");
    }
}
