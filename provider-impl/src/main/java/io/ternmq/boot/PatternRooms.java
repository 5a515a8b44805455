// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.messaging.MessagingProvider;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.common.TimeSource;
import io.ternmq.jms.session.TernConnection;
import io.ternmq.pattern.TypedForms;
import io.ternmq.pattern.Workbench;
import io.ternmq.pattern.cloudevent.CloudEventForm;
import jakarta.jms.Connection;
import java.util.List;

/** Opens typed messaging for {@link Messaging}: finds what is optional and puts the patterns on it. */
public final class PatternRooms implements MessagingProvider {

    /** For the service loader. */
    public PatternRooms() {}

    @Override
    public Messaging open(MessagingSettings settings) {
        PayloadCodec given = settings.codec();
        PayloadCodec codec = given == null ? OptionalParts.codec() : given;
        ExecutionChoice execution = ExecutionChoice.of(settings);
        Workbench bench = new Workbench(
                settings,
                new TypedForms(codec, settings.source(), List.of(new CloudEventForm(codec))),
                OptionalParts.tracing(settings),
                execution.workers(),
                PatternRooms::clockOf,
                SystemThreads.ENVIRONMENT.executor());
        return new OpenMessaging(bench, execution);
    }

    /** A broker of this process lends its clock, so that one that a test moves by hand moves the patterns, too. */
    private static TimeSource clockOf(Connection connection) {
        return connection instanceof TernConnection ours ? ours.time() : SystemThreads.ENVIRONMENT.time();
    }
}
