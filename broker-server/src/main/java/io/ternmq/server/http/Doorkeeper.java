// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.session.Guard;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks, and refuses what a web page makes a browser ask. Any thread may call; {@link #identify} may
 * block.
 */
final class Doorkeeper {

    private static final String BASIC = "basic ";

    private final Surroundings surroundings;

    Doorkeeper(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Keeps web pages out. A page can make its browser send requests to this machine, under its own name (Host) or
     * from its own place (Origin), and neither is ours.
     */
    static void checkSource(Ask ask) {
        String host = ask.header("host")
                .orElseThrow(() -> Refusal.badRequest("The request names no host; HTTP/1.1 wants a header Host"));
        if (ask.isOnLoopback() && !isLoopbackName(nameOf(host))) {
            throw new Refusal(Refusal.MISDIRECTED, ErrorCode.SECURITY, "This address is for programs of this machine,"
                    + " which call it localhost, 127.0.0.1 or [::1], not '" + host + "'");
        }
        Optional<String> foreign = ask.header("origin").filter(origin -> !host.equalsIgnoreCase(authorityOf(origin)));
        if (foreign.isPresent() || ask.header("sec-fetch-site").filter("cross-site"::equals).isPresent()) {
            throw new Refusal(Refusal.FORBIDDEN, ErrorCode.SECURITY, "Pages of other places may not ask here");
        }
    }

    private static String authorityOf(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return ""; // no place of ours
        }
    }

    private static String nameOf(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopbackName(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Who asks; refuses whoever may not come in. Where there are no users nobody checks names, as with messaging. */
    Caller identify(Ask ask) {
        if (!surroundings.broker().isActive()) {
            throw new Refusal(Refusal.UNAVAILABLE, ErrorCode.CONNECTION_LOST,
                    "The broker has stopped, or stands by for the one that has the store");
        }
        Guard guard = surroundings.broker().guard();
        Peer peer = ask.peer();
        Optional<Identity> nameless = guard.identifyNameless(peer);
        if (nameless.isPresent()) {
            return new Caller(nameless.get(), guard);
        }
        String credentials = ask.header("authorization").orElseThrow(Doorkeeper::unauthorized);
        if (!peer.isEncrypted() && !peer.isLoopback() && !surroundings.allowPlain()) {
            throw new Refusal(Refusal.FORBIDDEN, ErrorCode.SECURITY, "A password in clear text is not taken from"
                    + " another machine: give the port a certificate (http.tls), or set security.allow-plain");
        }
        return new Caller(check(guard, credentials, peer).orElseThrow(Doorkeeper::unauthorized), guard);
    }

    private static Optional<Identity> check(Guard guard, String credentials, Peer peer) {
        if (!credentials.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        char[] pair = decode(credentials.substring(BASIC.length()).strip());
        int colon = pair == null ? -1 : indexOfColon(pair);
        if (pair == null || colon < 1) {
            return Optional.empty();
        }
        char[] password = Arrays.copyOfRange(pair, colon + 1, pair.length);
        String user = new String(pair, 0, colon);
        Arrays.fill(pair, '\0');
        return guard.identify(user, password, peer);
    }

    private static int indexOfColon(char[] pair) {
        for (int at = 0; at < pair.length; at++) {
            if (pair[at] == ':') {
                return at;
            }
        }
        return -1;
    }

    private static char @Nullable [] decode(String base64) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
            char[] pair = new char[text.remaining()];
            text.get(pair);
            return pair;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null; // no credentials at all
        }
    }

    private static Refusal unauthorized() {
        return new Refusal(
                Refusal.UNAUTHORIZED,
                ErrorCode.SECURITY,
                "Give a user name and the right password, and after failures wait a while; a broker without users"
                        + " answers its own machine alone",
                "WWW-Authenticate",
                "Basic realm=\"TernMQ\", charset=\"UTF-8\"");
    }
}
