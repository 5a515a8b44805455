// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.Removal;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.mailbox.MailboxIdentity;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.broker.mailbox.Premises;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message in, delivered and acknowledged, over a backlog of messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MailboxBenchmark {

    /** Messages that wait all the time. */
    @Param({"0", "100000"})
    private int backlog;

    private Mailbox mailbox;
    private MailboxConsumer consumer;
    private FrozenMessage message;
    private long next;

    /** Fills the mailbox. */
    @Setup
    public void fill() {
        Address queue = Address.queue("benchmark");
        Premises premises =
                new Premises(Long.MAX_VALUE, Schedule.asTimetable(new Schedule<>()), Paging.DEFAULT);
        mailbox = new Mailbox(
                1, new MailboxIdentity(queue, null, "benchmark", true), DestinationPolicy.DEFAULT, premises);
        consumer = new MailboxConsumer(1, 1, 1, mailbox, null);
        mailbox.open(consumer);
        message = FrozenMessage.to(queue, new MessageId("benchmark", 1)).build();
        for (int i = 0; i < backlog; i++) {
            mailbox.add(++next, message, 0, 0);
        }
    }

    /** Through the mailbox. */
    @Benchmark
    public Entry enqueueAndDequeue() {
        mailbox.add(++next, message, 0, 0);
        mailbox.addCredit(consumer, 1);
        Entry entry = Objects.requireNonNull(mailbox.nextMatch());
        mailbox.deliver(entry, 1, mailbox.matchedConsumer());
        mailbox.remove(entry, Removal.ACKNOWLEDGED);
        return entry;
    }
}
