// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the beans have seen, committed or not. Any thread may call. */
@ApplicationScoped
public class Notebook {

    private final Map<String, Queue<String>> notes = new ConcurrentHashMap<>();

    /** Writes a line down. */
    public void note(String reader, String line) {
        notes.computeIfAbsent(reader, name -> new ConcurrentLinkedQueue<>()).add(line);
    }

    /** All lines of a reader, in their order. */
    public List<String> of(String reader) {
        return List.copyOf(notes.getOrDefault(reader, new ConcurrentLinkedQueue<>()));
    }
}
