// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that a producer intended to send, from then until an audit finds it finished. Owned by the {@link Book}.
 */
final class Mail {

    private final MessageId id;
    private final Deed birth;
    private final int priority;
    private final boolean isDelayed;
    private final Map<String, Copy> copies = new LinkedHashMap<>();
    private final List<String> history = new ArrayList<>();

    Mail(MessageId id, Deed birth, int priority, boolean isDelayed) {
        this.id = id;
        this.birth = birth;
        this.priority = priority;
        this.isDelayed = isDelayed;
    }

    void addCopy(String mailbox, int deaths) {
        copies.put(mailbox, new Copy(this, mailbox, deaths));
    }

    MessageId id() {
        return id;
    }

    /** The deed that sent it. */
    Deed birth() {
        return birth;
    }

    int priority() {
        return priority;
    }

    boolean isDelayed() {
        return isDelayed;
    }

    @Nullable Copy copyIn(String mailbox) {
        return copies.get(mailbox);
    }

    Collection<Copy> copies() {
        return copies.values();
    }

    void note(String text) {
        history.add(text);
    }

    List<String> history() {
        return history;
    }

    @Override
    public String toString() {
        return "message " + id;
    }
}
