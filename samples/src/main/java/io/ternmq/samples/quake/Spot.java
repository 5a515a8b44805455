// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

/**
 * Where it shook.
 *
 * @param latitude  degrees, north is positive
 * @param longitude degrees, east is positive
 * @param depthKm   kilometres below sea level; above it on mountains, then negative
 * @param place     in words
 */
public record Spot(double latitude, double longitude, double depthKm, String place) {}
