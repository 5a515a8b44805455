// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the question mark of a topic's name. */
class ReaderOptionsTest {

    @Test
    void readsAllOfThem() {
        assertThat(ReaderOptions.parse("replay=offset:17&group=billing&commit=manual&key=eu&rate=10&noAck=false"))
                .isEqualTo(new ReaderOptions(new StreamPosition.Offset(17), "billing", true, "eu", 10, false));
    }

    @Test
    void beginsAtTheNewestUnlessToldOtherwise() {
        assertThat(ReaderOptions.parse("noAck=true"))
                .isEqualTo(new ReaderOptions(new StreamPosition.Latest(), null, false, null, 0, true));
    }

    @Test
    void listsTheWordsThatItKnows() {
        assertThatThrownBy(() -> ReaderOptions.parse("replya=earliest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no option 'replya'; there are " + String.join(", ", ReaderOptions.words()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "replay=soon | 'soon' is no position",
        "group= | the option 'group' needs a value",
        "key | the option 'key' needs a value",
        "group=a&commit=later | the option 'commit' is manual or auto, not 'later'",
        "noAck=yes | the option 'noAck' is true or false, not 'yes'",
        "rate=0 | the option 'rate' is a number of events a second, 1 or more, not '0'",
        "rate=many | the option 'rate' is a number of events a second, 1 or more, not 'many'",
        "group=a&noAck=true | noAck is for readers without a group",
        "commit=manual | commit=manual needs a group"
    })
    void saysWhatIsWrong(String text, String words) {
        assertThatThrownBy(() -> ReaderOptions.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
