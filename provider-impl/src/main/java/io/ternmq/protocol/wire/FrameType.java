// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

/**
 * The byte that begins each frame behind its length. A number is never used for anything else, whatever becomes of
 * what it stands for. Below {@value #FIRST_NUMBERED} and from {@value #FIRST_OF_BOTH} on frames are not numbered.
 */
final class FrameType {

    // The client's side of the dialogue before there are requests.
    static final int HELLO = 0x01;
    static final int LOGIN = 0x02;
    static final int RESPONSE = 0x03;
    static final int START = 0x04;
    static final int RESUME = 0x05;

    // The broker's side of it.
    static final int WELCOME = 0x11;
    static final int CHALLENGE = 0x12;
    static final int ACCEPTED = 0x13;
    static final int STARTED = 0x14;
    static final int RESUMED = 0x15;

    // Requests.
    static final int FIRST_NUMBERED = 0x20;
    static final int CONNECT = 0x20;
    static final int DISCONNECT = 0x21;
    static final int CLAIM_CLIENT_ID = 0x22;
    static final int SEND = 0x23;
    static final int OPEN_CONSUMER = 0x24;
    static final int CLOSE_CONSUMER = 0x25;
    static final int CREDIT = 0x26;
    static final int AWAIT = 0x27;
    static final int ACKNOWLEDGE = 0x28;
    static final int SETTLE = 0x29;
    static final int COMMIT = 0x2A;
    static final int ROLLBACK = 0x2B;
    static final int BROWSE = 0x2C;
    static final int CREATE_TEMPORARY = 0x2D;
    static final int DELETE_TEMPORARY = 0x2E;
    static final int UNSUBSCRIBE = 0x2F;
    static final int JOIN_BRANCH = 0x30;
    static final int LEAVE_BRANCH = 0x31;
    static final int PREPARE_BRANCH = 0x32;
    static final int COMMIT_BRANCH = 0x33;
    static final int ROLLBACK_BRANCH = 0x34;
    static final int FORGET_BRANCH = 0x35;
    static final int RECOVER_BRANCHES = 0x36;
    static final int PUT_PART = 0x37;
    static final int FETCH_PART = 0x38;
    static final int DROP_UPLOAD = 0x39;
    static final int WAS_COMMITTED = 0x3A;
    static final int DESCRIBE_STREAM = 0x3B;
    static final int CONFIGURE_STREAM = 0x3C;
    static final int DELETE_STREAM = 0x3D;
    static final int COMMIT_OFFSET = 0x3E;
    static final int SEEK_GROUP = 0x3F;
    static final int FORGET_GROUP = 0x40;

    // Schedules and leases.
    static final int PUT_SCHEDULE = 0x48;
    static final int CANCEL_SCHEDULE = 0x49;
    static final int RUN_SCHEDULE = 0x4A;
    static final int LIST_SCHEDULES = 0x4B;
    static final int EXTEND_LEASE = 0x4C;
    static final int END_LEASE = 0x4D;

    // Replies.
    static final int DONE = 0x50;
    static final int CONNECTED = 0x51;
    static final int CREATED = 0x52;
    static final int PAGE = 0x53;
    static final int VOTED = 0x54;
    static final int IN_DOUBT = 0x55;
    static final int REFUSED = 0x56;
    static final int PART = 0x57;
    static final int APPENDED = 0x58;
    static final int STREAM_TOLD = 0x59;

    static final int SCHEDULES = 0x5C;

    // Events.
    static final int DELIVER = 0x60;
    static final int RECALL = 0x61;
    static final int CONSUMER_CLOSED = 0x62;

    // Both sides.
    static final int FIRST_OF_BOTH = 0x70;
    static final int RECEIVED = 0x70;
    static final int BEAT = 0x71;
    static final int BYE = 0x72;

    private FrameType() {}

    static boolean isNumbered(int type) {
        return type >= FIRST_NUMBERED && type < FIRST_OF_BOTH;
    }
}
