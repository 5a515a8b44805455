// SPDX-License-Identifier: Apache-2.0
/**
 * Settings as small immutable records: each field is one setting with its default and its unit in the name. Builders,
 * connection URIs and documentation are derived from them.
 */
@NullMarked
package io.ternmq.api.policy;

import org.jspecify.annotations.NullMarked;
