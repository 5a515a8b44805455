// SPDX-License-Identifier: Apache-2.0
/**
 * What the rooms of the extension agree on: how a room takes part in a container's start and end, and what a
 * container has running. Imported by the other rooms, imports none of them.
 */
@NullMarked
package io.ternmq.cdi.part;

import org.jspecify.annotations.NullMarked;
