// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Asks for one part of a large body; answered by {@link Reply.Part}, or refused with {@code INVALID_DESTINATION} when
 * no queue or subscription has the message any more. Only for bodies of messages that this connection was shown: by a
 * delivery, or on a page of a browser.
 *
 * @param body number of the body, as its message says it
 * @param part index of the part, from 0; each has {@link PutPart#BYTES} bytes, but for the last
 */
public record FetchPart(long body, int part) implements Request {}
