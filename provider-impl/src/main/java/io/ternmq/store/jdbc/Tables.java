// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.util.List;

/**
 * The three tables and every statement on them.
 *
 * <pre>
 * OWNER  one row: ID 1, FORMAT version of all three, EPOCH, OWNER_NAME, LEASE_UNTIL by the database's clock;
 *        and the checkpoint that counts: IMAGE_NUMBER, its IMAGE_PARTS, the position that it COVERS
 * BATCH  the log: LOG_POSITION, the EPOCH of the writer, FLAGS and CONTENT as {@link RowFormat} says
 * IMAGE  checkpoints, cut into pieces: IMAGE_NUMBER, PART from 0, CONTENT
 * </pre>
 *
 * <p>That the checkpoint which counts is named in the owner's row makes the change from the old one to the new one a
 * single update, which checks the epoch in the same breath. Immutable.
 */
final class Tables {

    static final int FORMAT = 1;

    private final String prefix;
    private final Dialect dialect;
    private final long leaseMillis;
    private final String owner;
    private final String batch;
    private final String image;

    Tables(Dialect dialect, JdbcStoreSettings settings) {
        this.dialect = dialect;
        prefix = settings.tablePrefix();
        leaseMillis = settings.leaseMillis();
        owner = prefix + "OWNER";
        batch = prefix + "BATCH";
        image = prefix + "IMAGE";
    }

    /** For messages. */
    String batchName() {
        return batch;
    }

    /** For messages. */
    String imageName() {
        return image;
    }

    /** For messages. */
    String ownerName() {
        return owner;
    }

    private String key(String table) {
        return table.substring(table.indexOf('.') + 1) + "_KEY";
    }

    // --- schema -------------------------------------------------------------------------------------------------

    List<String> create() {
        String bytes = dialect.bytesType();
        return List.of(
                "CREATE TABLE " + batch + " (LOG_POSITION BIGINT NOT NULL, EPOCH BIGINT NOT NULL,"
                        + " FLAGS INTEGER NOT NULL, CONTENT " + bytes + " NOT NULL,"
                        + " CONSTRAINT " + key(batch) + " PRIMARY KEY (LOG_POSITION))",
                "CREATE TABLE " + image + " (IMAGE_NUMBER BIGINT NOT NULL, PART INTEGER NOT NULL, CONTENT " + bytes
                        + " NOT NULL, CONSTRAINT " + key(image) + " PRIMARY KEY (IMAGE_NUMBER, PART))",
                "CREATE TABLE " + owner + " (ID INTEGER NOT NULL, FORMAT INTEGER NOT NULL, EPOCH BIGINT NOT NULL,"
                        + " OWNER_NAME VARCHAR(250) NOT NULL, LEASE_UNTIL " + dialect.momentType() + " NOT NULL,"
                        + " IMAGE_NUMBER BIGINT NOT NULL, IMAGE_PARTS INTEGER NOT NULL, COVERS BIGINT NOT NULL,"
                        + " CONSTRAINT " + key(owner) + " PRIMARY KEY (ID))",
                "INSERT INTO " + owner + " VALUES (1, " + FORMAT + ", 0, 'nobody', " + dialect.clockPlus(0)
                        + ", 0, 0, 0)");
    }

    String readFormat() {
        return "SELECT FORMAT FROM " + owner + " WHERE ID = 1";
    }

    // --- ownership ----------------------------------------------------------------------------------------------

    /** Epoch, owner, end of the lease, 1 if that has passed. */
    String readLease() {
        return "SELECT EPOCH, OWNER_NAME, LEASE_UNTIL, CASE WHEN LEASE_UNTIL <= " + dialect.clockPlus(0)
                + " THEN 1 ELSE 0 END FROM " + owner + " WHERE ID = 1";
    }

    /** Parameters: new owner, epoch seen, end of the lease seen. */
    String take() {
        return "UPDATE " + owner + " SET EPOCH = EPOCH + 1, OWNER_NAME = ?, LEASE_UNTIL = "
                + dialect.clockPlus(leaseMillis) + " WHERE ID = 1 AND EPOCH = ? AND LEASE_UNTIL = ?";
    }

    /** Parameter: epoch. */
    String renew() {
        return "UPDATE " + owner + " SET LEASE_UNTIL = " + dialect.clockPlus(leaseMillis)
                + " WHERE ID = 1 AND EPOCH = ?";
    }

    /** Parameter: epoch. */
    String release() {
        return "UPDATE " + owner + " SET LEASE_UNTIL = " + dialect.clockPlus(0) + " WHERE ID = 1 AND EPOCH = ?";
    }

    /** Parameter: epoch. Until the transaction ends nobody takes the tables over. */
    String lockOwner() {
        return "SELECT EPOCH FROM " + owner + " WHERE ID = 1 AND EPOCH = ?" + dialect.sharedLock();
    }

    /** Parameter: epoch. */
    String askOwner() {
        return "SELECT EPOCH FROM " + owner + " WHERE ID = 1 AND EPOCH = ?";
    }

    // --- log ----------------------------------------------------------------------------------------------------

    String insertRow() {
        return "INSERT INTO " + batch + " (LOG_POSITION, EPOCH, FLAGS, CONTENT) VALUES (?, ?, ?, ?)";
    }

    /** Parameters: position, epoch. */
    String findRow() {
        return "SELECT LOG_POSITION FROM " + batch + " WHERE LOG_POSITION = ? AND EPOCH = ?";
    }

    /** Parameters: first and last position. */
    String readRows() {
        return "SELECT LOG_POSITION, EPOCH, FLAGS, CONTENT FROM " + batch + dialect.byKey(key(batch))
                + " WHERE LOG_POSITION BETWEEN ? AND ? ORDER BY LOG_POSITION";
    }

    String lastPosition() {
        return "SELECT MAX(LOG_POSITION) FROM " + batch;
    }

    /** Parameter: last position. */
    String positionsUpTo() {
        return "SELECT LOG_POSITION FROM " + batch + dialect.byKey(key(batch)) + " WHERE LOG_POSITION <= ?";
    }

    /** Parameters: first and last position. */
    String deleteRows() {
        return "DELETE FROM " + batch + " WHERE LOG_POSITION BETWEEN ? AND ?";
    }

    // --- checkpoints --------------------------------------------------------------------------------------------

    /** Number, parts, covers. */
    String readCheckpoint() {
        return "SELECT IMAGE_NUMBER, IMAGE_PARTS, COVERS FROM " + owner + " WHERE ID = 1";
    }

    /** Parameters: number, part. */
    String readPiece() {
        return "SELECT CONTENT FROM " + image + " WHERE IMAGE_NUMBER = ? AND PART = ?";
    }

    String insertPiece() {
        return "INSERT INTO " + image + " (IMAGE_NUMBER, PART, CONTENT) VALUES (?, ?, ?)";
    }

    /** Parameters: number, first part. */
    String deletePiecesFrom() {
        return "DELETE FROM " + image + " WHERE IMAGE_NUMBER = ? AND PART >= ?";
    }

    /** Parameter: the number that is kept. */
    String deleteOtherImages() {
        return "DELETE FROM " + image + " WHERE IMAGE_NUMBER <> ?";
    }

    /** Parameters: number, parts, covers, epoch. */
    String changeCheckpoint() {
        return "UPDATE " + owner + " SET IMAGE_NUMBER = ?, IMAGE_PARTS = ?, COVERS = ? WHERE ID = 1 AND EPOCH = ?";
    }

    // --- messages -----------------------------------------------------------------------------------------------

    String rightsNeeded() {
        return dialect.rightsNeeded(prefix);
    }
}
