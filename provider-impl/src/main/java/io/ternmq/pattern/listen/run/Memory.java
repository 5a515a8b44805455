// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a listener remembers of messages that went back and will come again: by their names, the newest thousand. What
 * is forgotten is tried once more. Any thread.
 */
final class Memory {

    private static final int LARGEST = 1_000;

    private final Map<String, Note> notes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Note> eldest) {
            return size() > LARGEST;
        }
    };

    /**
     * A note about a message.
     *
     * @param attempts     those that count so far; what came back for the sake of others has had none
     * @param failure      why the last attempt has failed, or null
     * @param isFinal      whether there is to be no other attempt
     * @param notBefore    when the next attempt may begin, by the nanoseconds of the clock
     * @param unanswerable whether the provider does not take its reply
     */
    record Note(int attempts, @Nullable Throwable failure, boolean isFinal, long notBefore, boolean unanswerable) {}

    synchronized void keep(@Nullable String id, Note note) {
        if (id != null) {
            notes.put(id, note);
        }
    }

    synchronized @Nullable Note of(@Nullable String id) {
        return id == null ? null : notes.get(id);
    }

    synchronized void forget(@Nullable String id) {
        if (id != null) {
            notes.remove(id);
        }
    }
}
