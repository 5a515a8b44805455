// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Address;

/**
 * Deletes a temporary destination of this connection; answered by {@link Reply.Done}, refused while it has consumers.
 *
 * @param address the destination
 */
public record DeleteTemporary(Address address) implements Request {}
