// SPDX-License-Identifier: Apache-2.0
/** What is injected, and what is wrong about it. */
@NullMarked
package io.ternmq.cdi.inject;

import org.jspecify.annotations.NullMarked;
