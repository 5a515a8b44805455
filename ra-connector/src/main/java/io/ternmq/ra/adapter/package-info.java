// SPDX-License-Identifier: Apache-2.0
/**
 * The resource adapter itself: its settings, its life in a server, recovery. Sees every other room; the server
 * makes and calls it.
 */
@NullMarked
package io.ternmq.ra.adapter;

import org.jspecify.annotations.NullMarked;
