// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.util.concurrent.EventExecutor;
import io.ternmq.api.spi.Identity;
import io.ternmq.message.Bytes;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one acceptor by the keys with which their clients go on with them. Any thread may call. */
final class Remotes {

    private static final int KEY_BYTES = 16;

    private final Map<Bytes, Remote> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final EventExecutor timer;
    private final long resumeMillis;

    Remotes(EventExecutor timer, long resumeMillis) {
        this.timer = timer;
        this.resumeMillis = resumeMillis;
    }

    /** How long a connection waits for its client. */
    long resumeMillis() {
        return resumeMillis;
    }

    /** A new connection, with a key that nobody can guess. */
    Remote open(Identity identity, boolean mayResume) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Remote remote = new Remote(this, Bytes.wrap(key, 0, key.length), identity, mayResume && resumeMillis > 0);
        open.put(remote.key(), remote);
        return remote;
    }

    /** The connection of a key, if it is this user's. */
    @Nullable Remote find(Bytes key, Identity identity) {
        Remote found = open.get(key);
        return found != null && found.identity().equals(identity) ? found : null;
    }

    void forget(Remote remote) {
        open.remove(remote.key(), remote);
    }

    /** Lets a connection whose channel closed wait for its client. */
    void await(Remote remote, long attachment) {
        if (!remote.keeps() || !open.containsKey(remote.key())) {
            remote.leave();
        } else {
            timer.schedule(() -> remote.onTooLate(attachment), resumeMillis, TimeUnit.MILLISECONDS);
        }
    }

    Collection<Remote> all() {
        return List.copyOf(open.values());
    }
}
