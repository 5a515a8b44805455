// SPDX-License-Identifier: Apache-2.0
/** Connection factories and injected contexts. */
@NullMarked
package io.ternmq.cdi.context;

import org.jspecify.annotations.NullMarked;
