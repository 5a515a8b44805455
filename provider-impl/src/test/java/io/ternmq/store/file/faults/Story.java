// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last steps of a run, for people. */
final class Story {

    private static final int LONGEST = 70;

    private final Deque<String> last = new ArrayDeque<>();
    private long lines;

    void note(String line) {
        last.addLast(++lines + ". " + line);
        if (last.size() > LONGEST) {
            last.removeFirst();
        }
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), last);
    }
}
