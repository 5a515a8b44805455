// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.List;

/**
 * A part of what a queue or subscription holds.
 *
 * @param messages in order of delivery, at last those that wait for a moment; may be empty although more follow, when a
 *                 selector has looked at many that it does not want
 * @param next     the position at which the next page begins, or {@link #END}
 */
public record MessagePage(List<MessageView> messages, long next) {

    /** There is no next page. */
    public static final long END = -1;

    /** Keeps the list from changing. */
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
