// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary that every part of TernMQ and every user of it shares: error codes and the coded exception.
 * The sub-packages hold settings ({@code policy}), the connection factory ({@code client}), the embedded broker
 * ({@code server}), read-only views of a running broker ({@code management}) and what a program can put into it
 * ({@code spi}).
 */
@NullMarked
package io.ternmq.api;

import org.jspecify.annotations.NullMarked;
