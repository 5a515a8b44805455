// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Both ways of the bridge, for one container. One synthetic observer of all objects for each moment of a
 * transaction, and
 * one for asynchronous events, see what is fired with {@link ToTopic}; the qualifier's values are read from the
 * event. For
 * each topic and type that somebody observes with {@link FromTopic} there is one subscription.
 */
public final class EventBridge implements Part {

    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Declaration> sent = new LinkedHashMap<>();
    private final Deque<Inflow> inflows = new ArrayDeque<>();
    private final Topics topics;
    private final Outflow outflow;

    private final Running running;

    /**
     * A bridge that nobody uses yet.
     *
     * @param settings of the program
     * @param running  is told of the subscriptions
     */
    public EventBridge(Settings settings, Running running) {
        this.running = running;
        this.topics = new Topics(settings);
        this.outflow = new Outflow(topics);
    }

    @Override
    public void onInjectionPoint(ProcessInjectionPoint<?, ?> event, Consumer<Fault> faults) {
        InjectionPoint point = event.getInjectionPoint();
        Optional<ToTopic> to = qualifier(point, ToTopic.class);
        if (to.isEmpty() || !(point.getType() instanceof ParameterizedType type) || type.getRawType() != Event.class) {
            return;
        }
        Class<?> owner = point.getMember().getDeclaringClass();
        String member = point.getMember().getName();
        String topic = to.get().value();
        String problem = topics.problemOfName(topic);
        if (!problem.isEmpty()) {
            faults.accept(new Fault(owner, member, "@ToTopic(\"" + topic + "\") " + problem, Topics.NAME));
            return;
        }
        Type payload = type.getActualTypeArguments()[0];
        String name = owner.getSimpleName() + '.' + member;
        for (int i = 2; sent.containsKey(name); i++) {
            name = owner.getSimpleName() + '.' + member + '-' + i;
        }
        sent.put(name, new Declaration(
                name, Declaration.Direction.SENDS, topics.channel(topic), payload, null, null, null));
    }

    private static <A extends Annotation> Optional<A> qualifier(InjectionPoint point, Class<A> type) {
        return point.getQualifiers().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void onObserver(ProcessObserverMethod<?, ?> event) {
        Watcher.of(event).ifPresent(watchers::add);
    }

    @Override
    public void addBeans(AfterBeanDiscovery event, BeanManager beans) {
        for (TransactionPhase phase : TransactionPhase.values()) {
            event.addObserverMethod(new OutflowObserver(outflow, phase, false, beans));
        }
        event.addObserverMethod(new OutflowObserver(outflow, TransactionPhase.IN_PROGRESS, true, beans));
    }

    @Override
    public void validate(BeanManager beans, ListenerPlan plan) {
        sent.values().forEach(plan::add);
        List<Fault> faults = new WatcherRules(topics, watchers).faults();
        faults.forEach(plan::add);
        if (faults.isEmpty()) {
            Watcher.groups(watchers).values().forEach(group -> plan.add(group.get(0).declaration(topics)));
        }
    }

    @Override
    public void prepare(BeanManager beans) {
        outflow.over(beans.createInstance().select(Messages.class).get());
    }

    @Override
    public void start(BeanManager beans) {
        if (watchers.isEmpty()) {
            return;
        }
        Messaging messaging =
                beans.createInstance().select(Messages.class).get().messaging();
        for (List<Watcher> group : Watcher.groups(watchers).values()) {
            Inflow inflow = Inflow.open(group, topics, messaging, beans);
            inflows.push(inflow);
            running.addListeners(() -> List.of(inflow.view()));
        }
    }

    @Override
    public boolean stop(Duration limit) {
        while (!inflows.isEmpty()) {
            inflows.pop().close();
        }
        outflow.close();
        return true;
    }

    /**
     * Whether an observer belongs to the bridge.
     *
     * @param qualifiers of the observer
     * @return the topic, or empty
     */
    static Optional<FromTopic> fromTopic(Iterable<Annotation> qualifiers) {
        for (Annotation qualifier : qualifiers) {
            if (qualifier instanceof FromTopic from) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }
}
