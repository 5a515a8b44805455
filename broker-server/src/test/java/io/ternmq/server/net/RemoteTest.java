// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ternmq.api.spi.Identity;
import io.ternmq.protocol.Event;
import org.junit.jupiter.api.Test;

/** A connection and the channels over which its client tries to go on with it. */
class RemoteTest {

    private static final long RESUME_MILLIS = 60_000;

    private final EmbeddedChannel first = new EmbeddedChannel();
    private final EmbeddedChannel second = new EmbeddedChannel();
    private final Remote remote = new Remotes(first.eventLoop(), RESUME_MILLIS).open(Identity.named("ann"), true);

    @Test
    void goesOnOverOneOfTwoChannelsThatWereBothLetIn() {
        remote.attach(first);
        remote.attach(second);

        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).as("a channel over which nothing is heard").isFalse();
        assertThat(isToldOver(first)).isTrue();
    }

    @Test
    void goesOnOverAnotherChannelWhenTheFirstHasClosed() {
        remote.attach(first);
        remote.onClosed(first);
        remote.attach(second);

        assertThat(second.isOpen()).isTrue();
        assertThat(isToldOver(second)).isTrue();
    }

    private boolean isToldOver(EmbeddedChannel channel) {
        remote.onEvent(new Event.Recall(1, false));
        channel.runPendingTasks();
        ByteBuf bytes = channel.readOutbound();
        return bytes != null && bytes.release();
    }
}
