// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.SaslPrep;
import io.ternmq.api.spi.ScramCredential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The broker's side of {@link Mechanisms#SCRAM_SHA_256}, RFC 5802 and RFC 7677, without channel binding. A user who
 * does not exist is led through the same steps as one who does, and is refused at the same place.
 */
public final class ScramServer implements SaslServer {

    private final Users users;
    private final String nonce;
    private @Nullable Begun begun;
    private boolean ended;

    /**
     * Asks a client for a proof.
     *
     * @param users  knows the users
     * @param random makes values that nobody can foretell
     */
    public ScramServer(Users users, RandomGenerator random) {
        this(users, ScramMath.nonce(random));
    }

    ScramServer(Users users, String nonce) {
        this.users = users;
        this.nonce = nonce;
    }

    /** What the mechanism asks about users. */
    public interface Users {

        /** What is kept of the password; for a user who does not exist, something that looks like it. */
        Optional<ScramCredential> credential(String user);

        /** Who a user is whose proof was right. */
        Optional<Identity> identity(String user);
    }

    @Override
    public Step next(byte[] response) {
        Begun before = begun;
        try {
            if (ended) {
                return new Step.Rejected();
            }
            return before == null ? begin(ScramText.decode(response)) : end(before, ScramText.decode(response));
        } catch (ScramText.Garbled e) {
            ended = true;
            return new Step.Rejected();
        }
    }

    private Step begin(String message) throws ScramText.Garbled {
        List<String> parts = ScramText.parts(message);
        String binding = parts.get(0);
        if (!binding.equals("n") && !binding.equals("y")) {
            throw new ScramText.Garbled("channel binding");
        }
        String user = userOf(ScramText.value(parts, 2, 'n'));
        String alias = parts.get(1);
        if (!alias.isEmpty() && !userOf(ScramText.value(parts, 1, 'a')).equals(user)) {
            throw new ScramText.Garbled("an identity that is not the user's own");
        }
        String both = ScramText.nonce(parts, 3) + nonce;
        ScramCredential credential = users.credential(user).orElse(null);
        if (credential == null) {
            throw new ScramText.Garbled("nothing is known about the user");
        }
        String header = binding + ',' + alias + ',';
        String challenge = "r=" + both + ",s=" + ScramMath.base64(credential.salt()) + ",i=" + credential.iterations();
        String dialogue = message.substring(header.length()) + ',' + challenge;
        begun = new Begun(user, credential, header, both, dialogue);
        return new Step.Challenge(challenge.getBytes(StandardCharsets.UTF_8));
    }

    private Step end(Begun before, String message) throws ScramText.Garbled {
        ended = true;
        List<String> parts = ScramText.parts(message);
        byte[] header = ScramText.base64(ScramText.value(parts, 0, 'c'));
        byte[] proof = ScramText.base64(ScramText.value(parts, parts.size() - 1, 'p'));
        boolean continues = new String(header, StandardCharsets.UTF_8).equals(before.header())
                && ScramText.nonce(parts, 1).equals(before.nonce());
        if (!continues || proof.length != before.credential().storedKey().length) {
            throw new ScramText.Garbled("another dialogue");
        }
        String dialogue = before.dialogue() + ',' + message.substring(0, message.lastIndexOf(",p="));
        byte[] storedKey = before.credential().storedKey();
        byte[] clientKey = ScramMath.xor(proof, ScramMath.hmac(storedKey, dialogue));
        if (!MessageDigest.isEqual(storedKey, ScramMath.digest(clientKey))) {
            return new Step.Rejected();
        }
        byte[] signature = ScramMath.hmac(before.credential().serverKey(), dialogue);
        byte[] outcome = ("v=" + ScramMath.base64(signature)).getBytes(StandardCharsets.UTF_8);
        Optional<Identity> identity = users.identity(before.user());
        return identity.isPresent() ? new Step.Accepted(identity.get(), outcome) : new Step.Rejected();
    }

    private static String userOf(String escaped) throws ScramText.Garbled {
        try {
            return SaslPrep.prepare(ScramText.unescape(escaped)).toString();
        } catch (IllegalArgumentException e) {
            throw new ScramText.Garbled("a name that cannot be one", e);
        }
    }

    /** What has been said so far. */
    private record Begun(String user, ScramCredential credential, String header, String nonce, String dialogue) {}
}
