// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * In place of a codec where Jakarta JSON Binding is missing: text, bytes and maps need none, and whoever needs one is
 * told what to add. Not the fault of a payload, so that messages wait for a better class path. Any thread.
 */
public final class NoJsonBinding implements PayloadCodec {

    /** Says what is missing. */
    public NoJsonBinding() {}

    @Override
    public Payload write(Object body) {
        throw missing(body.getClass().getName(), null);
    }

    @Override
    public Object read(Payload payload, Type type) {
        throw missing(type.getTypeName(), null);
    }

    static ProviderException missing(String type, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.INVALID_SETTING,
                "Bodies of " + type + " need Jakarta JSON Binding: add jakarta.json.bind:jakarta.json.bind-api and"
                        + " org.eclipse:yasson to the class path, or give Messaging a codec.",
                cause);
    }
}
