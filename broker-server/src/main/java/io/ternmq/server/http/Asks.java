// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ternmq.api.ErrorCode;
import io.ternmq.server.net.Peers;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads requests; refuses those that are malformed. Called on the event loop of the channel. */
final class Asks {

    private static final int MOST_PARAMETERS = 16;

    private Asks() {}

    static Ask of(Channel channel, FullHttpRequest request) {
        Throwable broken = request.decoderResult().cause();
        if (broken instanceof TooLongHttpHeaderException || broken instanceof TooLongHttpLineException) {
            throw new Refusal(Refusal.HEADERS_TOO_LARGE, ErrorCode.PROTOCOL, "The headers or the path are too long");
        } else if (broken != null) {
            throw Refusal.badRequest("The request is malformed: " + broken.getMessage());
        }
        try {
            QueryStringDecoder uri =
                    new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MOST_PARAMETERS + 1, true);
            return new Ask(
                    methodOf(request),
                    path(uri.rawPath()),
                    query(uri.parameters()),
                    headers(request),
                    ByteBufUtil.getBytes(request.content()),
                    Peers.of(channel),
                    isOnLoopback(channel));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The address cannot be decoded: " + e.getMessage());
        }
    }

    private static String methodOf(FullHttpRequest request) {
        HttpMethod method = request.method();
        return method.equals(HttpMethod.HEAD) ? HttpMethod.GET.name() : method.name();
    }

    private static List<String> path(String raw) {
        if (!raw.startsWith("/")) {
            throw Refusal.badRequest("The address has to begin with a slash");
        }
        List<String> path = new ArrayList<>();
        for (String segment : raw.substring(1).split("/", -1)) {
            path.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return path;
    }

    private static Map<String, String> query(Map<String, List<String>> parameters) {
        if (parameters.size() > MOST_PARAMETERS) {
            throw Refusal.badRequest("There are more than " + MOST_PARAMETERS + " parameters");
        }
        Map<String, String> query = new HashMap<>();
        parameters.forEach((name, values) -> {
            if (values.size() != 1) {
                throw Refusal.badRequest("Parameter " + name + " is given " + values.size() + " times");
            }
            query.put(name, values.get(0));
        });
        return query;
    }

    /** A header that decides something must not be given twice, or two readers would read two things. */
    private static Map<String, String> headers(FullHttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean isSecond = headers.putIfAbsent(name, header.getValue()) != null;
            if (isSecond && List.of("host", "authorization", "origin", "content-type").contains(name)) {
                throw Refusal.badRequest("Header " + header.getKey() + " is given twice");
            }
        }
        return headers;
    }

    private static boolean isOnLoopback(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local && local.getAddress().isLoopbackAddress();
    }
}
