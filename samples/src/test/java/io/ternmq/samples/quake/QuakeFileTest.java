// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuakeFileTest {

    private static final String HEADER = "time_epoch_millis,id,network,magnitude,magnitude_type,latitude,longitude,"
            + "depth_km,place,type,tsunami,significance,status\n";

    @Test
    void loadsTheWeek() {
        List<Quake> quakes = QuakeFile.load();

        assertThat(quakes).hasSize(1_707).isSortedAccordingTo((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        assertThat(quakes.stream().map(Quake::id)).doesNotHaveDuplicates();
        assertThat(quakes.stream().map(Quake::network).distinct()).hasSize(12);
        assertThat(quakes.get(0)).isEqualTo(new Quake(
                "uw61345682",
                1_517_363_399_650L,
                "uw",
                "earthquake",
                new Strength(0.31, "ml"),
                new Spot(46.2035, -122.197, 3.28, "37km NNE of Amboy, Washington"),
                new Review(false, 1, "reviewed")));
    }

    @Test
    void leavesAMissingMagnitudeOut() throws IOException {
        Quake quake = only("5,x1,ak,,ml,1,2,-3.5,\"Here, there\",quarry blast,1,7,automatic");

        assertThat(quake.strength().magnitude()).isNull();
        assertThat(quake.isAtLeast(-100)).isFalse();
        assertThat(quake.headline()).isEqualTo("M ?, Here, there");
        assertThat(quake.spot().depthKm()).isEqualTo(-3.5);
        assertThat(quake.review()).isEqualTo(new Review(true, 7, "automatic"));
    }

    @Test
    void ofTwoEquallyStrongTheEarlierOneIsTheStrongest() throws IOException {
        Quake early = only("5,x1,ak,2.5,ml,1,2,3,Here,earthquake,0,7,reviewed");
        Quake late = only("6,x2,ak,2.5,ml,1,2,3,Here,earthquake,0,7,reviewed");
        Quake unmeasured = only("4,x3,ak,,ml,1,2,3,Here,earthquake,0,7,reviewed");

        assertThat(List.of(early, late, unmeasured).stream().sorted(Quake.BY_STRENGTH))
                .containsExactly(unmeasured, late, early);
    }

    @Test
    void namesTheColumnThatIsNoNumber() {
        assertThatThrownBy(() -> only("5,x1,ak,2.5,ml,north,2,3,Here,earthquake,0,7,reviewed"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("latitude is no number in [5, x1,");
    }

    @Test
    void namesTheRowThatIsTooShort() {
        assertThatThrownBy(() -> only("5,x1,ak"))
                .isInstanceOf(IOException.class)
                .hasMessage("row 2 has 3 fields: [5, x1, ak]");
    }

    @Test
    void namesTheColumnThatIsMissing() {
        assertThatThrownBy(() -> QuakeFile.read(new StringReader("id,network\nx1,ak\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no column time_epoch_millis in [id, network]");
    }

    private static Quake only(String row) throws IOException {
        List<Quake> quakes = QuakeFile.read(new StringReader(HEADER + row + "\n"));
        assertThat(quakes).hasSize(1);
        return quakes.get(0);
    }
}
