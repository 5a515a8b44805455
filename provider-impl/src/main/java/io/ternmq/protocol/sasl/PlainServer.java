// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.Identity;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/** The broker's side of {@link Mechanisms#PLAIN}, RFC 4616. */
public final class PlainServer extends OneMessageServer {

    private static final int LONGEST = 1024;

    private final BiFunction<String, char[], Optional<Identity>> users;

    /**
     * Asks whether a user has a password.
     *
     * @param users gives the identity of the user who has this password; the password is wiped afterwards
     */
    public PlainServer(BiFunction<String, char[], Optional<Identity>> users) {
        this.users = users;
    }

    @Override
    Optional<Identity> check(byte[] response) {
        if (response.length > LONGEST) {
            return Optional.empty();
        }
        char[] text;
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response));
            text = new char[decoded.remaining()];
            decoded.get(text);
            Arrays.fill(decoded.array(), '\0');
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        try {
            return check(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /** An identity to act as, which may only be the user's own; the user; the password. */
    private Optional<Identity> check(char[] text) {
        int first = indexOfNul(text, 0);
        int second = indexOfNul(text, first + 1);
        if (first == text.length || second == text.length || indexOfNul(text, second + 1) != text.length) {
            return Optional.empty();
        }
        String wanted = new String(text, 0, first);
        String user = new String(text, first + 1, second - first - 1);
        if (user.isEmpty() || !(wanted.isEmpty() || wanted.equals(user))) {
            return Optional.empty();
        }
        char[] password = Arrays.copyOfRange(text, second + 1, text.length);
        try {
            return password.length == 0 ? Optional.empty() : users.apply(user, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static int indexOfNul(char[] text, int from) {
        int at = Math.min(from, text.length);
        while (at < text.length && text[at] != '\0') {
            at++;
        }
        return at;
    }
}
