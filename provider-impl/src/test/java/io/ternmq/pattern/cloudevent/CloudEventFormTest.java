// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.PatternStage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventFormTest {

    private static final Channel QUAKES = Channel.queue("quakes");
    private static final PayloadType<CloudEvent> EVENT = PayloadType.of(CloudEvent.class);
    private static final CloudEvent QUAKE = CloudEvent.of("q-1", "/networks/us", "org.example.quake")
            .withSubject("alaska")
            .withTime(OffsetDateTime.parse("2030-01-01T12:00:00+02:00"))
            .withDataSchema("https://example.org/quake.json")
            .withExtension("region", "north");

    /** What has happened. */
    public record Quake(double magnitude, String place) {}

    private static final Quake BIG = new Quake(6.5, "Alaska");

    private final PatternStage stage = new PatternStage();

    @AfterEach
    void end() {
        stage.close();
    }

    private Message pass(Object body, boolean structured) throws JMSException {
        Outgoing.Builder builder = Outgoing.to(QUAKES);
        return stage.passOn((structured ? builder.contentType(CloudEvent.STRUCTURED) : builder).body(body));
    }

    private CloudEvent event(Message message) throws JMSException {
        return stage.tools().forms().read(message, EVENT).body();
    }

    @Test
    void putsAttributesIntoStringPropertiesInBinaryForm() throws JMSException {
        Message message = pass(QUAKE.withData(BIG).withExtension("level", 3), false);

        assertThat(message.getStringProperty("cloudEvents_specversion")).isEqualTo("1.0");
        assertThat(message.getStringProperty("cloudEvents_id")).isEqualTo("q-1");
        assertThat(message.getStringProperty("cloudEvents_source")).isEqualTo("/networks/us");
        assertThat(message.getStringProperty("cloudEvents_type")).isEqualTo("org.example.quake");
        assertThat(message.getStringProperty("cloudEvents_time")).isEqualTo("2030-01-01T12:00:00+02:00");
        assertThat(message.getObjectProperty("cloudEvents_level")).isEqualTo("3");
        assertThat(message.propertyExists("cloudEvents_datacontenttype")).isFalse();
        assertThat(message.getStringProperty(MessageProperties.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(message.getJMSType()).isEqualTo("org.example.quake");
        assertThat(message.getBody(String.class)).contains("6.5").doesNotContain("q-1");
    }

    @Test
    void putsAllIntoOneDocumentInStructuredForm() throws JMSException {
        Message message = pass(QUAKE.withData(BIG), true);

        assertThat(message.getStringProperty(MessageProperties.CONTENT_TYPE)).isEqualTo(CloudEvent.STRUCTURED);
        assertThat(message.propertyExists("cloudEvents_id")).isFalse();
        assertThat(message.getBody(String.class))
                .contains("\"specversion\":\"1.0\"", "\"id\":\"q-1\"", "\"datacontenttype\":\"application/json\"")
                .containsPattern("\"data\":\\{\"magnitude\":6.5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEitherForm(boolean structured) throws JMSException {
        Message message = pass(QUAKE.withData(BIG), structured);

        CloudEvent read = event(message);

        assertThat(read).usingRecursiveComparison().ignoringFields("data").isEqualTo(QUAKE);
        assertThat(read.data()).isInstanceOfSatisfying(Payload.class, data -> {
            assertThat(data.contentType()).isEqualTo("application/json");
            assertThat(data.text()).contains("\"magnitude\":6.5");
        });
        assertThat(stage.tools().forms().read(message, PayloadType.of(Quake.class)).body())
                .as("the data alone")
                .isEqualTo(BIG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesDataOfAnyMediaType(boolean structured) throws JMSException {
        byte[] image = {1, -1, 0};

        CloudEvent xml = event(pass(QUAKE.withData(Payload.text("application/xml", "<q/>")), structured));
        CloudEvent png = event(pass(QUAKE.withData(Payload.bytes("image/png", image)), structured));
        CloudEvent bare = event(pass(QUAKE, structured));

        assertThat(xml.data()).isEqualTo(Payload.text("application/xml", "<q/>"));
        assertThat(png.data()).isEqualTo(Payload.bytes("image/png", image));
        assertThat(bare.data()).isNull();
    }

    @Test
    void keepsTypesOfExtensionsInStructuredForm() throws JMSException {
        CloudEvent typed = QUAKE.withExtension("level", 3).withExtension("felt", true);

        assertThat(event(pass(typed, true)).extensions())
                .isEqualTo(Map.of("region", "north", "level", 3, "felt", true));
        assertThat(event(pass(typed, false)).extensions())
                .isEqualTo(Map.of("region", "north", "level", "3", "felt", "true"));
    }

    @Test
    void readsADocumentOfSomebodyElse() throws JMSException {
        String document = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"x\",\"type\":\"t\","
                + "\"data_base64\":\"eHl6\",\"datacontenttype\":\"text/plain\",\"comexample\":null}";
        Message message = stage.passOn(Outgoing.to(QUAKES)
                .contentType("application/cloudevents+json; charset=UTF-8")
                .body(document));

        assertThat(event(message).data())
                .isEqualTo(Payload.bytes("text/plain", "xyz".getBytes(StandardCharsets.UTF_8)));
        assertThat(stage.tools().forms().read(message, PayloadType.of(String.class)).body())
                .as("text is the whole document")
                .isEqualTo(document);
        assertThat(message).isInstanceOf(TextMessage.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"specversion":"1.0","source":"s","type":"t"}                               | $.id
            {"specversion":"1.0","id":" ","source":"s","type":"t"}                      | $.id
            {"specversion":"1.0","id":"1","type":"t"}                                   | $.source
            {"specversion":"1.0","id":"1","source":"s"}                                 | $.type
            {"id":"1","source":"s","type":"t"}                                          | $.specversion
            {"specversion":"0.3","id":"1","source":"s","type":"t"}                      | $.specversion
            {"specversion":"1.0","id":"1","source":"s","type":"t","time":"noon"}        | $.time
            {"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"%%"}   | $.data_base64
            {"specversion":"1.0","id":"1","source":"s","type":"t","Not-OK":"x"}         | $.Not-OK
            """)
    void saysWhichAttributeIsMissingOrWrong(String document, String path) throws JMSException {
        Message message = stage.passOn(Outgoing.to(QUAKES).contentType(CloudEvent.STRUCTURED).body(document));

        assertThat(catchThrowableOfType(PayloadException.class, () -> event(message)).path()).isEqualTo(path);
    }

    @Test
    void isNoEventWithoutAttributes() throws JMSException {
        Message message = stage.passOn(Outgoing.to(QUAKES).body("just text"));

        assertThatThrownBy(() -> event(message))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("no CloudEvent");
    }

    @Test
    void refusesToBeMadeWithoutWhatIsRequired() {
        assertThatThrownBy(() -> CloudEvent.of("", "s", "t")).hasMessageContaining("'id'");
        assertThatThrownBy(() -> CloudEvent.of("1", " ", "t")).hasMessageContaining("'source'");
        assertThatThrownBy(() -> CloudEvent.of("1", "s", "")).hasMessageContaining("'type'");
        assertThatThrownBy(() -> QUAKE.withExtension("Upper", "x")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> QUAKE.withExtension("subject", "x")).hasMessageContaining("'subject'");
        assertThatThrownBy(() -> QUAKE.withExtension("size", 1.5)).hasMessageContaining("Integer");
    }
}
