// SPDX-License-Identifier: Apache-2.0
/**
 * The stored form of facts: bytes for the engines that keep bytes. Handed to a store when the house is put together;
 * nobody else calls it.
 */
@NullMarked
package io.ternmq.broker.codec;

import org.jspecify.annotations.NullMarked;
