// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.cdi.FromTopic;
import jakarta.enterprise.inject.Any;
import java.util.ArrayList;
import java.util.List;

/** What observers of topics must be like. */
final class WatcherRules {

    private final Topics topics;
    private final List<Watcher> watchers;
    private final List<Fault> faults = new ArrayList<>();

    WatcherRules(Topics topics, List<Watcher> watchers) {
        this.topics = topics;
        this.watchers = watchers;
    }

    /** What is wrong with each by itself, and with two of one topic. */
    List<Fault> faults() {
        for (Watcher watcher : watchers) {
            topic(watcher);
            qualifiers(watcher);
            type(watcher);
            overlap(watcher);
        }
        return faults;
    }

    private void topic(Watcher watcher) {
        String problem = topics.problemOfPattern(watcher.topic());
        if (!problem.isEmpty()) {
            wrong(watcher, "@FromTopic(\"" + watcher.topic() + "\") " + problem, Topics.PATTERN);
        }
    }

    private void qualifiers(Watcher watcher) {
        watcher.qualifiers().stream()
                .filter(other -> !(other instanceof FromTopic) && !(other instanceof Any))
                .forEach(other -> wrong(
                        watcher,
                        "it has the qualifier @" + other.annotationType().getSimpleName()
                                + " too, which no message has, so that it is never called.",
                        "Leave @FromTopic alone, and choose by the content."));
    }

    private void type(Watcher watcher) {
        if (!(watcher.type() instanceof Class<?> type)) {
            wrong(
                    watcher,
                    "it observes " + watcher.type().getTypeName() + ", and an event of a message is of one class.",
                    "Observe a record that has the parts.");
        } else if (type == Object.class) {
            wrong(watcher, "it observes Object, which says nothing about the body.", "Observe the type of the body.");
        } else {
            ListenerPlan.unreadable(type).ifPresent(why -> wrong(
                    watcher,
                    "JSON-B cannot read it: " + why + '.',
                    "Observe a public record, or a public class that can be made."));
        }
    }

    private void overlap(Watcher watcher) {
        for (Watcher other : watchers) {
            if (other.topic().equals(watcher.topic())
                    && watcher.type() instanceof Class<?> wide
                    && other.type() instanceof Class<?> narrow
                    && wide != narrow
                    && wide != Object.class
                    && wide.isAssignableFrom(narrow)) {
                wrong(
                        watcher,
                        "it would be called twice for each message of " + watcher.topic() + ": as a "
                                + wide.getSimpleName() + ", and as the " + narrow.getSimpleName() + " that "
                                + other.owner().getSimpleName() + '.' + other.method() + " observes.",
                        "Observe the same type in both.");
            }
        }
    }

    private void wrong(Watcher watcher, String problem, String instead) {
        faults.add(new Fault(watcher.owner(), watcher.method(), problem, instead));
    }
}
