// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** Failures as {@code application/problem+json}, with the code of the error; the one table from codes to statuses. */
final class Problems {

    static final String TYPE = "application/problem+json";

    private static final Log LOG = Log.of(Problems.class);

    private Problems() {}

    static Reply of(Throwable why) {
        if (why instanceof Refusal refusal) {
            return refusal.complete(reply(refusal.status(), refusal.code(), refusal.getMessage()));
        }
        if (why instanceof ProviderException known) {
            return reply(statusOf(known.code()), known.code(), String.valueOf(known.getMessage()));
        }
        LOG.log(System.Logger.Level.ERROR, "A request over HTTP failed", why);
        return reply(Refusal.INTERNAL, ErrorCode.INTERNAL, "This is a defect; the broker's log has more");
    }

    private static Reply reply(int status, ErrorCode code, String detail) {
        JsonObject problem = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .add("status", status)
                .add("code", code.code())
                .add("detail", detail)
                .build();
        return Reply.text(status, TYPE, problem + "\n");
    }

    private static int statusOf(ErrorCode code) {
        return switch (code) {
            case INVALID_DESTINATION, UNKNOWN_SUBSCRIPTION, UNKNOWN_BRANCH -> Refusal.NOT_FOUND;
            case UNKNOWN_OFFSET, NOT_FOUND -> Refusal.NOT_FOUND;
            case INVALID_SELECTOR, INVALID_SETTING, INVALID_CLIENT_ID -> Refusal.BAD_REQUEST;
            case MESSAGE_FORMAT, PROTOCOL, BROKER_HELP_NEEDED -> Refusal.BAD_REQUEST;
            case PAYLOAD_UNREADABLE, PAYLOAD_UNWRITABLE, INVALID_DECLARATION -> Refusal.BAD_REQUEST;
            case SECURITY -> Refusal.FORBIDDEN;
            case SUBSCRIPTION_CONFLICT, ILLEGAL_STATE, TRANSACTION_IN_PROGRESS, TRANSACTION_ROLLED_BACK,
                    DUPLICATE_BRANCH, BRANCH_STATE, BRANCH_COMMITTED, BRANCH_ROLLED_BACK, LEASE_LOST,
                    VERSION_CONFLICT -> Refusal.CONFLICT;
            case RESOURCE_LIMIT, CONNECTION_LOST, STORE_FAILED, BUSY -> Refusal.UNAVAILABLE;
            case TIMEOUT -> Refusal.TIMEOUT;
            case INTERNAL, REMOTE_FAILURE, STAGE_FAILED -> Refusal.INTERNAL;
        };
    }
}
