// SPDX-License-Identifier: Apache-2.0
/** Where values come from. */
@NullMarked
package io.ternmq.cdi.settings;

import org.jspecify.annotations.NullMarked;
