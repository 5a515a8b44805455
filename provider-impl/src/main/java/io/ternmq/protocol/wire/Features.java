// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

/** The bits by which both sides tell what they can do beyond version 1; unknown ones are ignored. */
public final class Features {

    /** A connection survives its link: {@link Frame.Started}, {@link Frame.Resume}. */
    public static final long RESUME = 1;

    /** What this version knows. */
    public static final long ALL = RESUME;

    private Features() {}
}
