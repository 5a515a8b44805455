// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.cdi;

/**
 * What is worth telling.
 *
 * @param network  who measured it
 * @param headline strength and place
 */
public record Alert(String network, String headline) {}
