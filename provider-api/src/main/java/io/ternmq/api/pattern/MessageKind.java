// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

/** What a message wants of whoever gets it; travels in the property {@code JMS_TERN_Kind}. */
public enum MessageKind {
    /** Something has happened. */
    EVENT,
    /** Something shall be done. */
    COMMAND,
    /** Something is asked; a {@link #REPLY} is expected. */
    QUERY,
    /** The answer to a {@link #COMMAND} or {@link #QUERY}. */
    REPLY
}
