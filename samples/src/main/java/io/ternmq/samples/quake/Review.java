// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

/**
 * What the network makes of a report.
 *
 * @param tsunami      whether people at the coast were warned
 * @param significance 0 to 1000
 * @param status       {@code automatic}, or {@code reviewed} by a human
 */
public record Review(boolean tsunami, int significance, String status) {}
