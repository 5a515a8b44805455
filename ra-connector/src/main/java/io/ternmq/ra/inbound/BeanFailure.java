// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

/**
 * What a session is told of a bean that failed, for the dead letter and for a line in the log: in one line what the
 * bean has thrown, without what the container has put around it. There is no trace of calls, which containers log.
 */
final class BeanFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    /** No longer than what a dead letter says. */
    private static final int LONGEST = 1_024;
    private static final int DEEPEST = 16;

    BeanFailure(Throwable thrown) {
        super(inOneLine(thrownByBean(thrown).toString()), null, false, false);
    }

    /** Containers are known by the package of their exceptions: the adapter does not depend on theirs. */
    private static Throwable thrownByBean(Throwable thrown) {
        Throwable found = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable behind = found.getCause();
            if (behind == null || !isWrapping(found)) {
                return found;
            }
            found = behind;
        }
        return found;
    }

    private static boolean isWrapping(Throwable thrown) {
        return thrown instanceof UndeclaredThrowableException
                || thrown instanceof InvocationTargetException
                || thrown.getClass().getPackageName().equals("jakarta.ejb");
    }

    private static String inOneLine(String text) {
        String some = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + '…';
        return some.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    /** In the name of what the bean has thrown, not of this class. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
