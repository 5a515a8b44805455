// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Outlet;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import java.util.Arrays;

/**
 * Answers and events of one turn, in order, kept until the turn's facts are durable. Two arrays, so that an effect
 * costs no object.
 */
final class Effects {

    private static final int INITIAL = 64;

    private Object[] targets = new Object[INITIAL];
    private Object[] contents = new Object[INITIAL];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void answer(Command command, Reply reply) {
        add(command, reply);
    }

    void tell(Outlet outlet, Event event) {
        add(outlet, event);
    }

    private void add(Object target, Object content) {
        if (size == targets.length) {
            targets = Arrays.copyOf(targets, size * 2);
            contents = Arrays.copyOf(contents, size * 2);
        }
        targets[size] = target;
        contents[size++] = content;
    }

    /** Lets everything out. */
    void release() {
        for (int i = 0; i < size; i++) {
            if (targets[i] instanceof Command command) {
                command.answer((Reply) contents[i]);
            } else {
                ((Outlet) targets[i]).tell((Event) contents[i]);
            }
        }
        clear();
    }

    /** Answers every command with a refusal and forgets the events. */
    void refuse(Reply.Refused refusal) {
        for (int i = 0; i < size; i++) {
            if (targets[i] instanceof Command command) {
                command.answer(refusal);
            }
        }
        clear();
    }

    private void clear() {
        Arrays.fill(targets, 0, size, null);
        Arrays.fill(contents, 0, size, null);
        size = 0;
    }
}
