// SPDX-License-Identifier: Apache-2.0
/** Who may connect, section 6.1.1, and what those see who may not, chapter 10. */
@NullMarked
package io.ternmq.tck.conformance.security;

import org.jspecify.annotations.NullMarked;
