// SPDX-License-Identifier: Apache-2.0
/** Reads tern.yaml. Loaded by name, and only when there is such a file. */
@NullMarked
package io.ternmq.cdi.settings.yaml;

import org.jspecify.annotations.NullMarked;
