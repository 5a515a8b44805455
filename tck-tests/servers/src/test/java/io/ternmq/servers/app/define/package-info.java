// SPDX-License-Identifier: Apache-2.0
/** A program that defines its connection factory and its queue by annotations. Deployed by itself. */
@NullMarked
package io.ternmq.servers.app.define;

import org.jspecify.annotations.NullMarked;
