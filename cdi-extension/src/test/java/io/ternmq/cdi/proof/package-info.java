// SPDX-License-Identifier: Apache-2.0
/**
 * The extension as its users meet it: a container of Java SE over a broker of the test's own. The rooms below prove one
 * promise each; what they share is here.
 */
@NullMarked
package io.ternmq.cdi.proof;

import org.jspecify.annotations.NullMarked;
