// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.messaging.Messaging;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects declarations, tells all that is wrong with them, and starts them: for containers, which know their beans
 * before they may use them. Not for use by several threads, but {@link #start} may come from another one than the rest.
 */
public interface ListenerPlan {

    /**
     * An empty plan.
     *
     * @param settings gives the values of parts such as {@code ${alerts.queue}}; null for those that it does not know
     * @return the plan
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SETTING} when the {@code ternmq} jar is missing
     */
    static ListenerPlan create(Function<String, @Nullable String> settings) {
        return ListenersProvider.installed().plan(settings);
    }

    /**
     * Whether a class has anything to add.
     *
     * @param type the class of a bean
     * @return true when one of its methods, or of those that it inherits, listens, answers or is scheduled
     */
    static boolean isListening(Class<?> type) {
        return ListenersProvider.installed().isListening(type);
    }

    /**
     * Whether Jakarta JSON Binding can read a type, as far as its declaration tells: for containers, whose rules for
     * what they inject are those for listeners then.
     *
     * @param type of a body
     * @return why not, as the end of a sentence; empty when nothing speaks against it
     */
    static Optional<String> unreadable(Type type) {
        return ListenersProvider.installed().unreadable(type);
    }

    /**
     * Reads the declarations of a bean's class. Asks for no instance.
     *
     * @param beans where instances come from later
     */
    void add(BeanSource beans);

    /**
     * Reads an interface whose methods are requests, to find what is wrong with it.
     *
     * @param client with {@link RequestTo} methods
     */
    void addClient(Class<?> client);

    /**
     * Adds something wrong that the container has found.
     *
     * @param fault told with the others
     */
    void add(Fault fault);

    /**
     * Adds something that the program does besides listening.
     *
     * @param declaration told with the others
     */
    void add(Declaration declaration);

    /**
     * What was declared.
     *
     * @return what is not wrong, in the order in which it was added
     */
    List<Declaration> declarations();

    /**
     * What is wrong, each by itself and with one another.
     *
     * @return empty when the plan can be started
     */
    List<Fault> faults();

    /**
     * Starts all listeners, or none. Waits until each has its consumers.
     *
     * @param messaging    what they work over; stays the caller's
     * @param transactions for listeners that want to be part of a transaction, or null when there is no transaction
     *     manager
     * @return what runs
     * @throws DeclarationException when something is wrong
     * @throws io.ternmq.api.ProviderException when the provider refuses a listener; none runs then
     */
    ListenerSet start(Messaging messaging, @Nullable DeliveryTransactions transactions);
}
