// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.ListenersProvider;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.broker.calendar.Cron;
import io.ternmq.pattern.listen.Declared;
import io.ternmq.pattern.listen.read.CollectedPlan;
import io.ternmq.pattern.listen.read.Starter;
import io.ternmq.pattern.listen.run.Engine;
import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Joins what reads declarations, what carries them out, and the broker's knowledge of cron expressions. Any thread. */
public final class ListenerRooms implements ListenersProvider {

    /** For the service loader. */
    public ListenerRooms() {}

    @Override
    public ListenerPlan plan(Function<String, @Nullable String> settings) {
        return new CollectedPlan(settings, ListenerRooms::check, new EngineStarter());
    }

    @Override
    public boolean isListening(Class<?> type) {
        return CollectedPlan.isListening(type);
    }

    @Override
    public Optional<String> unreadable(Type type) {
        return CollectedPlan.unreadable(type);
    }

    private static void check(String cron, ZoneId zone) {
        Cron.parse(cron, zone.getId());
    }

    /** Unwraps what boot has opened. */
    private static final class EngineStarter implements Starter {

        @Override
        public boolean hasOwnCodec(Messaging messaging) {
            return messaging instanceof OpenMessaging open && open.tools().settings().codec() != null;
        }

        @Override
        public ListenerSet start(
                Messaging messaging, List<Declared> declared, @Nullable DeliveryTransactions transactions) {
            if (messaging instanceof OpenMessaging open) {
                return Engine.start(open.tools(), declared, transactions);
            }
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Listeners need a Messaging that Messaging.builder has made, not a "
                            + messaging.getClass().getName());
        }
    }
}
