// SPDX-License-Identifier: Apache-2.0
/** CloudEvents 1.0 as messages: attributes as properties, or all of it as one JSON document. Only boot calls. */
@NullMarked
package io.ternmq.pattern.cloudevent;

import org.jspecify.annotations.NullMarked;
