// SPDX-License-Identifier: Apache-2.0
/** Health and figures for MicroProfile. Loaded only where its APIs are on the class path. */
@NullMarked
package io.ternmq.cdi.observe.microprofile;

import org.jspecify.annotations.NullMarked;
