// SPDX-License-Identifier: Apache-2.0
/** Pipelines that are beans. */
@NullMarked
package io.ternmq.cdi.pipeline;

import org.jspecify.annotations.NullMarked;
