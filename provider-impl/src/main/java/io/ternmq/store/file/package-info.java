// SPDX-License-Identifier: Apache-2.0
/**
 * The log of record batches in a directory of files; the class {@code Format} draws the format. {@link
 * io.ternmq.store.file.Disk} is the seam to the operating system. Called by {@code boot}, which opens it, and by tools.
 */
@NullMarked
package io.ternmq.store.file;

import org.jspecify.annotations.NullMarked;
