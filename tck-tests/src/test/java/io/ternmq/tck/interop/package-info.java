// SPDX-License-Identifier: Apache-2.0
/**
 * Users that nobody here wrote, each doing its ordinary work over the standard connection factory. The rooms below are
 * the frameworks; this one holds what their tests share.
 */
@NullMarked
package io.ternmq.tck.interop;

import org.jspecify.annotations.NullMarked;
