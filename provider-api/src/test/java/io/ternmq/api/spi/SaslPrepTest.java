// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and passwords in one form: the examples of RFC 4013, and others. */
final class SaslPrepTest {

    @ParameterizedTest
    @CsvSource({
        "I\u00ADX, IX", "user, user", "USER, USER", "\u00AA, a", "\u2168, IX", "e\u0301, \u00e9", "a\u00A0b, a b",
        "\uFEFFx, x", "\u0627\u0628, \u0627\u0628",
    })
    void bringsTextsIntoOneForm(String text, String prepared) {
        assertThat(SaslPrep.prepare(text).toString()).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "a\tb", "\u06271", "\uE000", "\uFFFD", "a\u0627", "\u2028", "\177"})
    void refusesWhatMustNotBeThereAndDoesNotQuoteIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslPrep.prepare(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:4711, 10.0.0.1, false", "/127.0.0.1:4711, 127.0.0.1, true", "localhost/127.0.0.1:1, 127.0.0.1, true",
        "/[0:0:0:0:0:0:0:1]:99, 0:0:0:0:0:0:0:1, true", "[::1]:99, ::1, true", "::1, ::1, true",
        "[fe80::1%eth0]:1, fe80::1%eth0, false", "127.0.0.1.evil.org:1, 127.0.0.1.evil.org, false",
        "localhost:1, localhost, false", "[broken, [broken, false", "host, host, false",
    })
    void aPeerIsNearByItsNumbersOnly(String address, String host, boolean isLoopback) {
        assertThat(Peer.remote(address).host()).isEqualTo(host);
        assertThat(Peer.remote(address).isLoopback()).isEqualTo(isLoopback);
    }

    @Test
    void theOwnProcessIsNear() {
        assertThat(Peer.LOCAL.isLoopback()).isTrue();
    }

    @Test
    void aCredentialKeepsNothingThatItShows() {
        ScramCredential credential = ScramCredential.of("secret".toCharArray(), new byte[] {1, 2}, 2);
        credential.salt()[0] = 9;
        credential.storedKey()[0]++;

        assertThat(credential.salt()).containsExactly(1, 2);
        assertThat(credential.matches("secret".toCharArray())).isTrue();
        assertThat(credential.matches("Secret".toCharArray())).isFalse();
        assertThat(credential.matches("\u0007".toCharArray())).isFalse();
        assertThat(credential.toString()).doesNotContain("secret");
        assertThat(ScramCredential.decoy("eve", new byte[] {1}, 2).matches(new char[0])).isFalse();
    }
}
