// SPDX-License-Identifier: Apache-2.0
/**
 * How a client proves who it is: both sides of the SASL mechanisms as bytes in, bytes out. No input, no output, no
 * clock; client link and broker drive their side each.
 */
@NullMarked
package io.ternmq.protocol.sasl;

import org.jspecify.annotations.NullMarked;
