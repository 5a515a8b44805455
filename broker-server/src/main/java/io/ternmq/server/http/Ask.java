// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.spi.Peer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has arrived whole.
 *
 * @param method       GET, POST, PUT or DELETE; what asks for headers alone is a GET
 * @param path         segments of the path, decoded
 * @param query        parameters, each of which was given once
 * @param headers      the first header of each name, in lower case
 * @param body         what came with it; may be empty
 * @param peer         where it comes from
 * @param isOnLoopback whether it arrived at an address that only this machine can reach
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
record Ask(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Peer peer,
        boolean isOnLoopback) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The path again, for sentences. */
    String where() {
        return '/' + String.join("/", path);
    }
}
