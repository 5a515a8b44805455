// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Collects the settings of a requester. Not for use by several threads. */
public interface RequesterBuilder {

    /**
     * Says how long a request waits that does not say it itself.
     *
     * @param limit longest wait; default 30 s
     * @return this builder
     */
    RequesterBuilder timeout(Duration limit);

    /**
     * Says how many requests may be outstanding at a time; one more fails at once with {@code BUSY}.
     *
     * @param count 1 or more; default 10,000
     * @return this builder
     */
    RequesterBuilder maxOutstanding(int count);

    /**
     * Lets bodies that are sent without a message around them outlive the provider. Default is that they do not: nobody
     * waits any more when the provider is back.
     *
     * @return this builder
     */
    RequesterBuilder persistent();

    /**
     * Chooses where futures complete.
     *
     * @param executor takes every completion, which happens without it when it refuses; default the thread that
     *                 delivers the replies
     * @return this builder
     */
    RequesterBuilder executor(Executor executor);

    /**
     * Ends the building. Nothing is connected before the first request.
     *
     * @return to be closed by the caller, or else with the {@code Messaging}
     */
    Requester open();
}
