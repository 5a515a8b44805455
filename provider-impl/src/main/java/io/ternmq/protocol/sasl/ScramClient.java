// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.SaslPrep;
import io.ternmq.api.spi.ScramCredential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Shows that one knows the password without showing it, and finds out whether the broker knows the user: RFC 5802, RFC
 * 7677.
 *
 * <pre>
 *   NEW -- begin --> BEGUN -- respond --> ANSWERED -- finish --> DONE
 * </pre>
 */
final class ScramClient implements SaslClient {

    private static final String HEADER = "n,,";
    private static final String BINDING = "c=biws"; // the header in Base64

    private final String user;
    private final String password;
    private final String nonce;
    private State state = State.NEW;
    private byte @Nullable [] expected;

    ScramClient(String user, String password, RandomGenerator random) {
        this(user, password, ScramMath.nonce(random));
    }

    ScramClient(String user, String password, String nonce) {
        this.user = prepared("user name", user);
        this.password = prepared("password", password);
        this.nonce = nonce;
    }

    private static String prepared(String what, String text) {
        try {
            return SaslPrep.prepare(text).toString();
        } catch (IllegalArgumentException e) {
            throw Mechanisms.refusal("The " + what + " " + e.getMessage());
        }
    }

    @Override
    public String mechanism() {
        return Mechanisms.SCRAM_SHA_256;
    }

    @Override
    public byte[] begin() {
        move(State.NEW, State.BEGUN);
        return (HEADER + firstBare()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] respond(byte[] challenge) {
        move(State.BEGUN, State.ANSWERED);
        try {
            return answer(ScramText.decode(challenge));
        } catch (ScramText.Garbled e) {
            throw senseless(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void finish(byte[] outcome) {
        move(State.ANSWERED, State.DONE);
        byte[] signature;
        try {
            signature = ScramText.base64(ScramText.value(ScramText.parts(ScramText.decode(outcome)), 0, 'v'));
        } catch (ScramText.Garbled e) {
            throw senseless(String.valueOf(e.getMessage()));
        }
        if (expected == null || !MessageDigest.isEqual(expected, signature)) {
            throw Mechanisms.refusal("The broker does not know user '" + user + "', although it says so: this is"
                    + " perhaps not the broker that it seems to be; check the address");
        }
    }

    private String firstBare() {
        return "n=" + ScramText.escape(user) + ",r=" + nonce;
    }

    private byte[] answer(String challenge) throws ScramText.Garbled {
        List<String> parts = ScramText.parts(challenge);
        String both = ScramText.nonce(parts, 0);
        byte[] salt = ScramText.base64(ScramText.value(parts, 1, 's'));
        int iterations = ScramText.number(ScramText.value(parts, 2, 'i'));
        if (!both.startsWith(nonce) || both.length() == nonce.length()) {
            throw new ScramText.Garbled("an answer to somebody else");
        }
        requireReasonable(iterations);
        String unproved = BINDING + ",r=" + both;
        String dialogue = firstBare() + ',' + challenge + ',' + unproved;
        byte[] salted = ScramMath.saltedPassword(password, salt, iterations);
        byte[] clientKey = ScramMath.hmac(salted, "Client Key");
        byte[] signature = ScramMath.hmac(ScramMath.digest(clientKey), dialogue);
        expected = ScramMath.hmac(ScramMath.hmac(salted, "Server Key"), dialogue);
        return (unproved + ",p=" + ScramMath.base64(ScramMath.xor(clientKey, signature)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Few rounds would let a false broker guess the password from the answer, many would keep the client busy. */
    private static void requireReasonable(int iterations) {
        if (iterations < ScramCredential.LEAST_ITERATIONS || iterations > ScramCredential.MOST_ITERATIONS) {
            throw Mechanisms.refusal("The broker wants " + iterations + " rounds of hashing; a client takes part in "
                    + ScramCredential.LEAST_ITERATIONS + " to " + ScramCredential.MOST_ITERATIONS
                    + ": have the user's password set anew at the broker");
        }
    }

    private void move(State from, State to) {
        if (state != from) {
            throw Mechanisms.refusal("The broker's step of the login comes out of turn");
        }
        state = to;
    }

    private static RuntimeException senseless(String why) {
        return Mechanisms.refusal("The broker's part of the login makes no sense: " + why);
    }

    private enum State {
        NEW,
        BEGUN,
        ANSWERED,
        DONE
    }
}
