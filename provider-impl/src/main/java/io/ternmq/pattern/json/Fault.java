// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

/**
 * Where a document does not fit a type, and what is wrong there.
 *
 * @param path  JSON path
 * @param words what is there and what should be; nothing of the content
 */
record Fault(String path, String words) {}
