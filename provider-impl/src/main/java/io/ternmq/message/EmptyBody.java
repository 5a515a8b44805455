// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/** The body of a message that has only headers and properties. */
public record EmptyBody() implements Body {

    /** The one instance that is needed. */
    public static final EmptyBody INSTANCE = new EmptyBody();

    @Override
    public int sizeBytes() {
        return 0;
    }
}
