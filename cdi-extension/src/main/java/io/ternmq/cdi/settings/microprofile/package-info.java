// SPDX-License-Identifier: Apache-2.0
/** Values of MicroProfile Config. Loaded by name, and only where that API is on the class path. */
@NullMarked
package io.ternmq.cdi.settings.microprofile;

import org.jspecify.annotations.NullMarked;
