// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.pattern.listen.Declared;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.ListenerSpec.Source;
import io.ternmq.pattern.listen.TimedSpec;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is wrong with several declarations that are right each by itself. One thread. */
final class CrossCheck {

    private final Ledger ledger;
    private final Map<String, ListenerSpec> durable = new HashMap<>();
    private final Map<String, ListenerSpec> shared = new HashMap<>();
    private final Map<String, TimedSpec> schedules = new HashMap<>();

    private CrossCheck(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Tells all of it. */
    static void check(List<Declared> declared, Ledger ledger) {
        CrossCheck check = new CrossCheck(ledger);
        for (Declared item : declared) {
            if (item instanceof ListenerSpec listener && listener.source().subscription() != null) {
                check.subscription(listener, listener.source().subscription());
            } else if (item instanceof TimedSpec timed) {
                check.schedule(timed);
            }
        }
    }

    private void subscription(ListenerSpec listener, String name) {
        Source source = listener.source();
        Map<String, ListenerSpec> known = source.durable() ? durable : shared;
        ListenerSpec other = known.putIfAbsent(name, listener);
        if (other == null) {
            return;
        }
        String words = "Its subscription \"" + name + "\" is that of " + placeOf(other);
        if (!source.shared() || !other.source().shared()) {
            site(listener).fault(
                    words + ", and a durable subscription that is not shared is for one listener.",
                    "Give each a @SubscriptionName of its own, or add @Shared to both.");
        } else if (!Places.plain(source.channel()).equals(Places.plain(other.source().channel()))
                || !Objects.equals(source.selector(), other.source().selector())) {
            site(listener).fault(
                    words + ", which has another topic or selector: the provider would refuse one of them.",
                    "Give each a @SubscriptionName of its own, or the same topic and selector.");
        }
    }

    private void schedule(TimedSpec timed) {
        TimedSpec other = schedules.putIfAbsent(timed.schedule().name(), timed);
        if (other != null) {
            site(timed).fault(
                    "Its schedule \"" + timed.schedule().name() + "\" is that of " + placeOf(other)
                            + ", and the same name is the same schedule.",
                    "Give each a name of its own: @Scheduled(cron = …, name = \"…\").");
        }
    }

    private Site site(Declared item) {
        Method method = item.call().method();
        return Site.of(method.getDeclaringClass(), method, ledger);
    }

    private static String placeOf(Declared item) {
        Method method = item.call().method();
        return method.getDeclaringClass().getName() + '.' + Site.nameOf(method);
    }
}
