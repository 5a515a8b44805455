// SPDX-License-Identifier: Apache-2.0
/** What programs and pools may rely on. */
@NullMarked
package io.ternmq.ra.outbound;

import org.jspecify.annotations.NullMarked;
