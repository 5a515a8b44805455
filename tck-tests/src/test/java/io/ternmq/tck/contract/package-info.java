// SPDX-License-Identifier: Apache-2.0
/** The contract suites of the test kit over every store and every link. */
@NullMarked
package io.ternmq.tck.contract;

import org.jspecify.annotations.NullMarked;
