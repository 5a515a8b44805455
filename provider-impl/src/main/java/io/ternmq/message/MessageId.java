// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/**
 * Identity of a message: the producer's prefix and a number. The text form that programs see is made only when somebody
 * asks for it.
 *
 * @param producer unique to the sender, for ever
 * @param number   unique within the sender
 */
public record MessageId(String producer, long number) {

    /** The form of the specification, section 3.4.3: begins with {@code ID:}. */
    @Override
    public String toString() {
        return "ID:" + producer + '-' + number;
    }
}
