// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.api.pattern.work.TaskView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a task; one event of its stream. */
record TaskState(
        String id,
        TaskStatus status,
        int progress,
        @Nullable String note,
        @Nullable Payload result,
        @Nullable String errorCode,
        @Nullable String error,
        long expiresMillis) {

    static TaskState submitted(String id, long expiresMillis) {
        return new TaskState(id, TaskStatus.SUBMITTED, 0, null, null, null, null, expiresMillis);
    }

    TaskState running(int percent, @Nullable String what) {
        return new TaskState(id, TaskStatus.RUNNING, percent, what, null, null, null, expiresMillis);
    }

    TaskState succeeded(Payload payload) {
        return new TaskState(id, TaskStatus.SUCCEEDED, 100, note, payload, null, null, expiresMillis);
    }

    TaskState failed(String code, @Nullable String why) {
        return new TaskState(id, TaskStatus.FAILED, progress, note, null, code, why, expiresMillis);
    }

    TaskState cancelled() {
        return new TaskState(id, TaskStatus.CANCELLED, progress, note, null, null, null, expiresMillis);
    }

    /** Nobody says that a time is over: it shows when somebody looks. */
    TaskView seenAt(long nowMillis) {
        boolean isOver = !status.isEnded() && nowMillis >= expiresMillis;
        return new TaskView(
                id,
                isOver ? TaskStatus.EXPIRED : status,
                progress,
                note,
                result,
                errorCode,
                error,
                Instant.ofEpochMilli(expiresMillis));
    }

    static ProviderException unknown(String id) {
        return new ProviderException(
                ErrorCode.NOT_FOUND, "Nothing is known of task '" + id + "', or not any more: it was never submitted to"
                        + " this queue, or its time has passed");
    }
}
