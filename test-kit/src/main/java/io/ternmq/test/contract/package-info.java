// SPDX-License-Identifier: Apache-2.0
/**
 * What every implementation of a port has to do, as tests to inherit: a store or a link is finished when a subclass
 * of the suite here, which only says how to open one, passes.
 */
@NullMarked
package io.ternmq.test.contract;

import org.jspecify.annotations.NullMarked;
