// SPDX-License-Identifier: Apache-2.0
/**
 * Where values come from: {@link io.ternmq.cdi.settings.Settings} looks in one order for the same keys everywhere,
 * {@link io.ternmq.cdi.settings.Key} says which there are. Called by all rooms of the extension; knows none of them.
 */
@NullMarked
package io.ternmq.cdi.settings;

import org.jspecify.annotations.NullMarked;
