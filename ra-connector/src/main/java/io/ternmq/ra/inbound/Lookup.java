// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.resource.NotSupportedException;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Looks things up in the server's directory. Only on the thread that activates: names mean something there alone. */
final class Lookup {

    private static final String SCHEME = "java:";

    private Lookup() {
    }

    /** Whether a text can only be a place in the directory, not a name of a queue or topic. */
    static boolean isPlace(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** Whether a text may be a place in the directory. */
    static boolean maybePlace(@Nullable String text) {
        return isPlace(text) || (text != null && text.contains("/") && !text.contains("?"));
    }

    /**
     * Finds what a property points at.
     *
     * @throws NotSupportedException when nothing is there, or something else
     */
    @SuppressWarnings("BanJNDI") // the names are those of who deploys
    static <T> T require(String property, String place, Class<T> type) throws NotSupportedException {
        Object found;
        try {
            found = InitialContext.doLookup(place);
        } catch (NamingException e) {
            throw new NotSupportedException(
                    "Activation property " + property + " points at " + place + ", and the server's directory has"
                            + " nothing there (" + e + "). Define a " + type.getName() + " of that name, or mend the"
                            + " property.", e);
        }
        if (type.isInstance(found)) {
            return type.cast(found);
        }
        String what = found == null ? "nothing" : "a " + found.getClass().getName();
        throw new NotSupportedException("Activation property " + property + " points at " + place + ", where the"
                + " server's directory has " + what + " instead of a " + type.getName() + '.');
    }

    /** Finds it, or not. */
    @SuppressWarnings("BanJNDI") // the names are those of who deploys
    static <T> @Nullable T find(String place, Class<T> type) {
        try {
            Object found = InitialContext.doLookup(place);
            return type.isInstance(found) ? type.cast(found) : null;
        } catch (NamingException e) {
            return null; // then it was a name after all
        }
    }
}
