// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import io.ternmq.api.pattern.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task at a moment.
 *
 * @param id        its identifier
 * @param status    where it is
 * @param progress  0 to 100, as its worker says
 * @param note      what its worker says about that, or null
 * @param result    its result, once it has succeeded
 * @param errorCode why it failed, for programs: what a {@link TaskFailedException} says, else the class of the
 *                  exception
 * @param error     why it failed, in words
 * @param expires   when it expires, or what is known of it is forgotten
 */
public record TaskView(
        String id,
        TaskStatus status,
        int progress,
        @Nullable String note,
        @Nullable Payload result,
        @Nullable String errorCode,
        @Nullable String error,
        Instant expires) {}
