// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Takes messages of SCRAM apart: bounded, strict, and with one kind of error. */
final class ScramText {

    private static final int LONGEST = 2048;
    private static final int LONGEST_NONCE = 512;

    private ScramText() {}

    /** What has been heard is not a message of SCRAM. */
    static final class Garbled extends Exception {

        private static final long serialVersionUID = 1L;

        Garbled(String what) {
            super(what);
        }

        Garbled(String what, Throwable cause) {
            super(what, cause);
        }
    }

    static String decode(byte[] message) throws Garbled {
        if (message.length > LONGEST) {
            throw new Garbled("longer than " + LONGEST + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException e) {
            throw new Garbled("not UTF-8", e);
        }
    }

    /** The parts between commas; the parts that follow the expected ones are extensions. */
    static List<String> parts(String message) {
        return List.of(message.split(",", -1));
    }

    static String value(List<String> parts, int index, char attribute) throws Garbled {
        String part = index < parts.size() ? parts.get(index) : "";
        if (part.length() < 3 || part.charAt(0) != attribute || part.charAt(1) != '=') {
            throw new Garbled("no " + attribute + "= where it belongs");
        }
        return part.substring(2);
    }

    static String nonce(List<String> parts, int index) throws Garbled {
        String nonce = value(parts, index, 'r');
        if (nonce.length() > LONGEST_NONCE || !nonce.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new Garbled("no nonce");
        }
        return nonce;
    }

    static byte[] base64(String text) throws Garbled {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Garbled("not Base64", e);
        }
    }

    static int number(String text) throws Garbled {
        try {
            return text.charAt(0) >= '1' && text.charAt(0) <= '9' ? Integer.parseInt(text) : 0;
        } catch (NumberFormatException e) {
            throw new Garbled("not a number", e);
        }
    }

    static String escape(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }

    static String unescape(String name) throws Garbled {
        if (name.replace("=3D", "").replace("=2C", "").contains("=")) {
            throw new Garbled("a name with a lone =");
        }
        return name.replace("=2C", ",").replace("=3D", "=");
    }
}
