// SPDX-License-Identifier: Apache-2.0
/**
 * Pipelines that beans define: found, checked, started and drained with the container. Called by the extensions;
 * whoever
 * injects one gets it from the desk.
 */
@NullMarked
package io.ternmq.cdi.pipeline;

import org.jspecify.annotations.NullMarked;
