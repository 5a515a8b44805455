// SPDX-License-Identifier: Apache-2.0
/**
 * The books of the conformance tests: which sections of the specification there are, which tests show them, and the
 * page {@code docs/conformance.md} that is generated from both. Nobody calls this room; its tests fail the build.
 */
@NullMarked
package io.ternmq.tck.table;

import org.jspecify.annotations.NullMarked;
