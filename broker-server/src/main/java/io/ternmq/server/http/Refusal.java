// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import java.io.Serial;

/** A request that is not carried out; the message is what its sender is told. */
final class Refusal extends RuntimeException {

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int MISDIRECTED = 421;
    static final int HEADERS_TOO_LARGE = 431;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;
    static final int TIMEOUT = 504;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;
    /** Name and value of a header, or empty. */
    private final String header;
    private final String value;

    Refusal(int status, ErrorCode code, String detail) {
        this(status, code, detail, "", "");
    }

    Refusal(int status, ErrorCode code, String detail, String header, String value) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.header = header;
        this.value = value;
    }

    /** A request that cannot be understood. */
    static Refusal badRequest(String detail) {
        return new Refusal(BAD_REQUEST, ErrorCode.PROTOCOL, detail);
    }

    int status() {
        return status;
    }

    ErrorCode code() {
        return code;
    }

    /** Adds the header that the status asks for. */
    Reply complete(Reply reply) {
        return header.isEmpty() ? reply : reply.with(header, value);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
