// SPDX-License-Identifier: Apache-2.0
/**
 * The same for containers that know no portable extensions: a build-compatible extension, and a bean that starts and
 * stops
 * what it has found. Called by the container alone; not used where {@code TernExtension} is.
 */
@NullMarked
package io.ternmq.cdi.lite;

import org.jspecify.annotations.NullMarked;
