// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The victim's voice: one line is one write into the pipe, short enough for the system to take it whole or not at all,
 * and what the system has taken outlives the victim. Any thread may speak; a line that follows from another one comes
 * after it.
 */
final class Teller {

    private static final int LONGEST = 4_000;

    private final FileOutputStream pipe = new FileOutputStream(FileDescriptor.out);
    private final AtomicBoolean silent = new AtomicBoolean();

    void tell(Verb verb, Object... words) {
        StringBuilder text = new StringBuilder(verb.name());
        for (Object word : words) {
            text.append(' ').append(word);
        }
        text.setLength(Math.min(text.length(), LONGEST));
        try {
            pipe.write(text.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            Runtime.getRuntime().halt(Victim.NOBODY_LISTENS);
        }
    }

    /** Tells of a failure, unless the broker is being stopped. */
    void trouble(String where, Throwable failure) {
        if (!silent.get()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            tell(Verb.TROUBLE, where + ": " + trace.toString().replace("\r", "").replace('\n', '|'));
        }
    }

    /** From now on calls fail because the broker is being stopped. */
    void expectTrouble() {
        silent.set(true);
    }

    /** Whether calls are expected to fail. */
    boolean expectsTrouble() {
        return silent.get();
    }
}
