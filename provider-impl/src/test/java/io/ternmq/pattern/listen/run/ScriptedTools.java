// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.common.TimeSource;
import io.ternmq.pattern.PlainTracing;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.Workers;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Tools without a provider, with a clock that a test moves: whoever waits by it has waited as soon as he asks. */
final class ScriptedTools {

    final Time time = new Time();

    /** Everything that handling needs besides messages. */
    Toolbox tools() {
        return proxy(Toolbox.class, name -> switch (name) {
            case "time" -> time;
            case "workers" -> workers();
            case "tracing" -> (Tracing) new PlainTracing();
            default -> throw new AssertionError("nobody asks for " + name);
        });
    }

    private static Workers workers() {
        return (Workers) Proxy.newProxyInstance(
                Workers.class.getClassLoader(), new Class<?>[] {Workers.class}, (proxy, method, arguments) -> {
                    ((Runnable) arguments[0]).run();
                    return null;
                });
    }

    /** What an interface answers, by the name of the method. */
    interface Script {

        Object answer(String method);
    }

    static <T> T proxy(Class<T> type, Script script) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> script.answer(method.getName())));
    }

    /** Time that passes when somebody waits, or when the test says so. */
    static final class Time implements TimeSource {

        private record Entry(long at, Runnable task) {}

        private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
        private final List<Entry> entries = new ArrayList<>();

        @Override
        public long millis() {
            return TimeUnit.NANOSECONDS.toMillis(nanos.get());
        }

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void park(Object blocker, long longest) {
            if (longest == Long.MAX_VALUE) {
                LockSupport.park(blocker);
            } else {
                nanos.addAndGet(longest);
            }
        }

        @Override
        public synchronized Alarm schedule(long atMillis, Runnable task) {
            Entry entry = new Entry(atMillis, task);
            entries.add(entry);
            return () -> cancel(entry);
        }

        private synchronized void cancel(Entry entry) {
            entries.remove(entry);
        }

        synchronized int alarms() {
            return entries.size();
        }

        /** Moves on and rings what is due, on the calling thread. */
        void advanceMillis(long millis) {
            long now = TimeUnit.NANOSECONDS.toMillis(nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis)));
            List<Entry> due;
            synchronized (this) {
                due = entries.stream().filter(entry -> entry.at() <= now).toList();
                entries.removeAll(due);
            }
            due.forEach(entry -> entry.task().run());
        }
    }
}
