// SPDX-License-Identifier: Apache-2.0
/** What operators see of a running broker and ask of it: what is where, how much of it, and why. */
@NullMarked
package io.ternmq.api.management;

import org.jspecify.annotations.NullMarked;
