// SPDX-License-Identifier: Apache-2.0
/**
 * Tries the distribution as somebody does who has just fetched it: unpacks the archive that the build made into an
 * empty folder and uses nothing but its programs. Nobody calls it but JUnit.
 */
@NullMarked
package io.ternmq.tck.distribution;

import org.jspecify.annotations.NullMarked;
