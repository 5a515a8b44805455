// SPDX-License-Identifier: Apache-2.0
/** The stores over what they stand on in earnest: files, databases. Nobody calls it but the test runner. */
@NullMarked
package io.ternmq.tck.store;

import org.jspecify.annotations.NullMarked;
