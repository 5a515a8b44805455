// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.RequesterBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The settings of a requester to be. */
public final class RequesterPlan implements RequesterBuilder {

    /** How long a request waits that nobody has said it of. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private static final int OUTSTANDING = 10_000;

    private final ReplyDesk desk;
    private Duration limit = DEFAULT_LIMIT;
    private int maxOutstanding = OUTSTANDING;
    private boolean persistent;
    private @Nullable Executor executor;

    /** The default settings. */
    public RequesterPlan(ReplyDesk desk) {
        this.desk = desk;
    }

    @Override
    public RequesterBuilder timeout(Duration longest) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("A request waits for more than nothing, not " + longest);
        }
        this.limit = longest;
        return this;
    }

    @Override
    public RequesterBuilder maxOutstanding(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("maxOutstanding is 1 or more, not " + count);
        }
        this.maxOutstanding = count;
        return this;
    }

    @Override
    public RequesterBuilder persistent() {
        this.persistent = true;
        return this;
    }

    @Override
    public RequesterBuilder executor(Executor choice) {
        this.executor = choice;
        return this;
    }

    @Override
    public Requester open() {
        PendingReply.Terms terms = new PendingReply.Terms(
                desk, new RequesterCounters(maxOutstanding), desk.tools().tracing(), executor);
        return desk.tools().keep(new DeskRequester(terms, limit, persistent));
    }
}
