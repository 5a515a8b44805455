// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A stage of a pipeline has failed over an item for good. */
public final class StageException extends ProviderException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final int attempts;

    /**
     * A failure for good.
     *
     * @param code     {@link ErrorCode#STAGE_FAILED}, or that of the cause when it has one
     * @param message  which pipeline and stage, what happened, what became of the item
     * @param stage    name of the stage
     * @param attempts how many were made
     * @param cause    what the stage has thrown
     */
    public StageException(ErrorCode code, String message, String stage, int attempts, @Nullable Throwable cause) {
        super(code, message, cause);
        this.stage = stage;
        this.attempts = attempts;
    }

    /**
     * Which stage.
     *
     * @return its name
     */
    public String stage() {
        return stage;
    }

    /**
     * How often it tried.
     *
     * @return 1 or more
     */
    public int attempts() {
        return attempts;
    }
}
