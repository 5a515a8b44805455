// SPDX-License-Identifier: Apache-2.0
/** Requests, answers and questions to many, over any provider. Opened by boot. */
@NullMarked
package io.ternmq.pattern.request;

import org.jspecify.annotations.NullMarked;
