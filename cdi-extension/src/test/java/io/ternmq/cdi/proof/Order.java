// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

/**
 * What travels.
 *
 * @param id tells it from others
 */
public record Order(String id) {}
