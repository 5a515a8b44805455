// SPDX-License-Identifier: Apache-2.0
/**
 * What a program can be seen by: the description of its channels, its health and its figures. Called by the
 * extensions; what
 * needs an API that may be missing is in a child package, and is loaded only where that is there.
 */
@NullMarked
package io.ternmq.cdi.observe;

import org.jspecify.annotations.NullMarked;
