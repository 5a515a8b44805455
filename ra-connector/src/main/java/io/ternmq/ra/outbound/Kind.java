// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

/** What a factory makes: the names that programs of older days ask for see one domain only. */
enum Kind {
    UNIFIED,
    QUEUES,
    TOPICS
}
