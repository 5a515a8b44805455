// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.spi.Peer;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever guesses passwords, and says so in the log. After some failures, each further one doubles the time
 * during which the same machine may not try again as the same user; many failures of one machine slow all its attempts.
 * Whoever comes too early is refused at once and nothing is looked at, so that no thread waits and hashing costs
 * nothing. A user is never shut out because of what happens on other machines.
 *
 * <p>Any thread may call. The table is bounded: the entries that have failed least recently are forgotten first.
 */
public final class LoginWatch {

    /** Failures of one machine as one user before it has to wait. */
    static final int FREE_FOR_USER = 3;

    /** Failures of one machine before it has to wait. */
    static final int FREE_FOR_HOST = 20;

    static final long FIRST_WAIT_MILLIS = 1_000;
    static final long LONGEST_WAIT_MILLIS = 60_000;
    static final long FORGOTTEN_AFTER_MILLIS = 900_000;
    static final int MOST_ENTRIES = 10_000;

    private static final Log LOG = Log.of(LoginWatch.class);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LONGEST_NAME = 64;

    private final TimeSource time;
    private final Map<Key, Failures> table = new LinkedHashMap<>(16, 0.75f, true);

    /** Counts by this clock. */
    public LoginWatch(TimeSource time) {
        this.time = time;
    }

    /** Whether a client may try to be this user now. */
    synchronized boolean mayTry(String user, Peer peer) {
        long now = time.millis();
        return peer.isLocal() || (isFree(new Key(peer.host(), cut(user)), now) && isFree(host(peer), now));
    }

    /** A client was refused; it has perhaps not come as far as saying who it is. */
    void onFailure(@Nullable String user, String mechanism, Peer peer) {
        int times;
        synchronized (this) {
            int ofHost = peer.isLocal() ? 1 : fail(host(peer), FREE_FOR_HOST);
            times = user == null || peer.isLocal() ? ofHost : fail(new Key(peer.host(), cut(user)), FREE_FOR_USER);
        }
        LOG.log(System.Logger.Level.WARNING, () -> String.format(
                Locale.ROOT,
                "Login refused: user %s from %s by %s, %d in a row",
                user == null ? "(none)" : '\'' + printable(user) + '\'', printable(peer.address()), mechanism, times));
    }

    /** A client was let in. */
    synchronized void onSuccess(String user, Peer peer) {
        table.remove(new Key(peer.host(), cut(user)));
    }

    synchronized int size() {
        return table.size();
    }

    private boolean isFree(Key key, long now) {
        Failures failures = table.get(key);
        return failures == null || now >= failures.freeAgainMillis;
    }

    private int fail(Key key, int free) {
        long now = time.millis();
        Failures failures = table.get(key);
        if (failures == null || now - failures.lastMillis > FORGOTTEN_AFTER_MILLIS) {
            failures = new Failures();
            table.put(key, failures);
            forgetTheEldest();
        }
        failures.count++;
        failures.lastMillis = now;
        int doublings = Math.min(failures.count - free, MOST_DOUBLINGS);
        failures.freeAgainMillis = doublings < 0
                ? now
                : now + Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << doublings);
        return failures.count;
    }

    private void forgetTheEldest() {
        if (table.size() > MOST_ENTRIES) {
            table.remove(table.keySet().iterator().next());
        }
    }

    private static Key host(Peer peer) {
        return new Key(peer.host(), null);
    }

    private static String cut(String user) {
        return user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) : user;
    }

    /** One line of the log stays one line, whatever a stranger calls himself. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        cut(text).codePoints().forEach(c -> line.appendCodePoint(
                Character.isISOControl(c) || !Character.isDefined(c) || c == '\'' || isSeparator(c) ? '?' : c));
        return line.toString();
    }

    private static boolean isSeparator(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || type == Character.FORMAT;
    }

    private record Key(String host, @Nullable String user) {}

    /** What one machine has failed at in a row. Owned by the table. */
    private static final class Failures {

        private int count;
        private long lastMillis;
        private long freeAgainMillis;
    }
}
