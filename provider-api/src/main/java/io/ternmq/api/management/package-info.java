// SPDX-License-Identifier: Apache-2.0
/** Read-only views of a running broker: what is where, and how much of it. */
@NullMarked
package io.ternmq.api.management;

import org.jspecify.annotations.NullMarked;
