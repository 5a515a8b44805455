// SPDX-License-Identifier: Apache-2.0
/** CDI Lite, in the container that carries out build-compatible extensions. */
@NullMarked
package io.ternmq.cdi.lite.weld;

import org.jspecify.annotations.NullMarked;
