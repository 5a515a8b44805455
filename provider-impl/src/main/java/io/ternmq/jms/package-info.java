// SPDX-License-Identifier: Apache-2.0
/**
 * What every part of the {@code jakarta.jms} side shares: the one table that turns error codes into exceptions, and the
 * destinations. Sessions and messages call it; the core of the house never sees it.
 */
@NullMarked
package io.ternmq.jms;

import org.jspecify.annotations.NullMarked;
