// SPDX-License-Identifier: Apache-2.0
/** Tests as users of weld-junit5 write them, with the extension and the test kit. */
@NullMarked
package io.ternmq.cdi.proof.weld;

import org.jspecify.annotations.NullMarked;
