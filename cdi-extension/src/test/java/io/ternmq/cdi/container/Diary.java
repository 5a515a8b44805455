// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.cdi.proof.Waiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What beans have done, in its order. Callable from any thread. */
public final class Diary {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** By a bean. */
    public void note(String line) {
        lines.add(line);
    }

    /** So far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until as many lines are there, and gives them. */
    public List<String> await(int count) {
        Waiting.await(count + " lines in " + lines, () -> lines.size() >= count);
        assertThat(lines).hasSize(count);
        return lines();
    }
}
