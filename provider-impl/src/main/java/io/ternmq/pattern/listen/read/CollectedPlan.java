// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads each declaration as it is added, and puts them to work at the end. One thread at a time. */
public final class CollectedPlan implements ListenerPlan {

    private final Findings findings = new Findings();
    private final BeanReader reader;
    private final Starter starter;

    /**
     * An empty plan.
     *
     * @param settings  gives values, or null for what it does not know
     * @param schedules knows cron expressions
     * @param starter   puts the whole to work
     */
    public CollectedPlan(Function<String, @Nullable String> settings, ScheduleCheck schedules, Starter starter) {
        this.reader = new BeanReader(new Texts(settings), schedules, findings);
        this.starter = starter;
    }

    /** Whether a class has anything to add, be it wrong. */
    public static boolean isListening(Class<?> type) {
        return Marks.isAnyIn(type);
    }

    /** Why JSON Binding cannot read a type, as the end of a sentence; empty when nothing speaks against it. */
    public static Optional<String> unreadable(Type type) {
        return Optional.ofNullable(PayloadCheck.problem(type));
    }

    @Override
    public void add(BeanSource beans) {
        reader.read(beans);
    }

    @Override
    public void addClient(Class<?> client) {
        for (RequestMethod request : RequestReader.client(client, findings).values()) {
            String name = findings.unique(Findings.nameOf(client, request.method().getName()));
            Channel channel = request.channel();
            Type reply = request.reply() == Void.class ? void.class : request.reply();
            findings.add(new Declaration(
                    name, Declaration.Direction.SENDS, channel, request.body(), reply, null, null));
        }
    }

    @Override
    public void add(Fault fault) {
        findings.fault(fault);
    }

    @Override
    public void add(Declaration declaration) {
        findings.add(declaration);
    }

    @Override
    public List<Declaration> declarations() {
        return findings.declarations();
    }

    @Override
    public List<Fault> faults() {
        return faults(true);
    }

    private List<Fault> faults(boolean isDoubtful) {
        Findings joint = new Findings();
        CrossCheck.check(findings.declared(), joint);
        return Stream.concat(findings.faults(isDoubtful).stream(), joint.faults(isDoubtful).stream())
                .toList();
    }

    @Override
    public ListenerSet start(Messaging messaging, @Nullable DeliveryTransactions transactions) {
        List<Fault> faults = faults(!starter.hasOwnCodec(messaging));
        if (!faults.isEmpty()) {
            throw new DeclarationException(faults);
        }
        return starter.start(messaging, findings.declared(), transactions);
    }
}
