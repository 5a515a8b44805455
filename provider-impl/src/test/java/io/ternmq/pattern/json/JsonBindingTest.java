// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBindingTest {

    /** What is in an order. */
    public record Item(String sku, BigDecimal price, @JsonbProperty("qty") int quantity) {}

    /** An order. */
    public record Order(String id, List<Item> items, Map<String, Item> extras, Instant at, Payment payment) {}

    /** Something with a value; Yasson does not know the arguments of generic records. */
    public static class Box<T> {

        /** One. */
        public T content;

        /** Others. */
        public List<T> more = List.of();
    }

    /** A day in a form of its own. */
    public record Day(@JsonbDateFormat("dd.MM.yyyy") LocalDate day, int number) {}

    /** One that checks itself. */
    public record Positive(int value) {

        /** Refuses what is not positive. */
        public Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    /** A bean with fields. */
    public static class Bean {

        /** A part. */
        public Positive part = new Positive(1);
    }

    /** How it is paid; the receiver knows which ways there are. */
    @JsonbTypeInfo(key = "by", value = @JsonbSubtype(alias = "card", type = Card.class))
    public interface Payment {}

    /** By card. */
    public static class Card implements Payment {

        /** Its number. */
        public long number;
    }

    private final JsonBinding codec = new JsonBinding();

    private Object roundTrip(Object body, Type type) {
        return codec.read(codec.write(body), type);
    }

    @Test
    void carriesRecordsWithListsMapsAndTimes() {
        Item item = new Item("A1", new BigDecimal("9.90"), 3);
        Order order = new Order(
                "o-1", List.of(item), Map.of("gift", item), Instant.parse("2030-01-01T10:00:00Z"), null);

        assertThat(roundTrip(order, Order.class)).isEqualTo(order);
        assertThat(codec.write(order).contentType()).isEqualTo("application/json");
        assertThat(codec.write(item).text()).contains("\"qty\":3");
    }

    @Test
    void carriesGenericTypes() {
        Type type = new PayloadType<Box<Item>>() {}.type();
        Box<Item> box = new Box<>();
        box.content = new Item("A", BigDecimal.ONE, 1);
        box.more = List.of(new Item("B", BigDecimal.TEN, 2));

        assertThat(roundTrip(box, type)).usingRecursiveComparison().isEqualTo(box);
        assertThat(roundTrip(List.of(Duration.ofMinutes(5)), new PayloadType<List<Duration>>() {}.type()))
                .isEqualTo(List.of(Duration.ofMinutes(5)));
    }

    @Test
    void readsTheSameFromBytes() {
        byte[] bytes = "{\"sku\":\"A\",\"price\":1,\"qty\":2}".getBytes(StandardCharsets.UTF_8);

        assertThat(codec.read(Payload.bytes("application/json", bytes), Item.class))
                .isEqualTo(new Item("A", BigDecimal.ONE, 2));
    }

    @Test
    void choosesASubtypeByTheReceiversAliasesOnly() {
        Object read = read("{\"payment\":{\"by\":\"card\",\"number\":42}}", Order.class);

        assertThat(((Order) read).payment()).isInstanceOfSatisfying(Card.class, card -> assertThat(card.number)
                .isEqualTo(42));
        assertThatThrownBy(() -> read("{\"payment\":{\"by\":\"java.util.HashMap\"}}", Order.class))
                .isInstanceOf(PayloadException.class);
        assertThat(read("{\"sku\":\"A\",\"@class\":\"java.io.File\",\"class\":\"java.io.File\"}", Item.class))
                .isInstanceOf(Item.class);
    }

    private Object read(String text, Type type) {
        return codec.read(Payload.text("application/json", text), type);
    }

    private PayloadException fault(String text, Type type) {
        return catchThrowableOfType(PayloadException.class, () -> read(text, type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"items":[{"price":1},{"price":2},{"price":"cheap"}]}       | $.items[2].price
            {"items":[{"price":1},[]]}                                  | $.items[1]
            {"items":"none"}                                            | $.items
            {"items":[{"qty":"many"}]}                                  | $.items[0].qty
            {"extras":{"for you":{"qty":1},"it's":{"qty":{}}}}          | $.extras['it\\'s'].qty
            {"at":"yesterday"}                                          | $.at
            {"payment":{"by":"cash"}}                                   | $.payment
            ["no","order"]                                              | $
            "no order"                                                  | $
            {"items":[                                                  | $
            """, quoteCharacter = '~')
    void findsThePlaceThatDoesNotFit(String text, String path) {
        PayloadException fault = fault(text, Order.class);

        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault.code()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE);
        assertThat(fault).hasMessageContaining("at " + path + " ");
    }

    @Test
    void findsThePlaceInGenericTypes() {
        assertThat(fault("[[1,2],[3,\"x\"]]", new PayloadType<List<List<Integer>>>() {}.type()).path())
                .isEqualTo("$[1][1]");
        assertThat(fault("{\"content\":{},\"more\":[{\"qty\":[]}]}", new PayloadType<Box<Item>>() {}.type()).path())
                .isEqualTo("$.more[0].qty");
        assertThat(fault("[{\"qty\":\"x\"}]", Item[].class).path()).isEqualTo("$[0].qty");
    }

    @Test
    void findsTheObjectThatRefusesItself() {
        assertThat(fault("{\"value\":-1}", Positive.class).path()).isEqualTo("$");
        assertThat(fault("{\"part\":{\"value\":-1}}", Bean.class).path()).isEqualTo("$.part");
    }

    @Test
    void takesTheLibrarysWordForPartsWithAFormOfTheirOwn() {
        assertThat(read("{\"day\":\"24.12.2030\",\"number\":1}", Day.class))
                .isEqualTo(new Day(LocalDate.of(2030, 12, 24), 1));
        assertThat(fault("{\"day\":\"24.12.2030\",\"number\":\"x\"}", Day.class).path()).isEqualTo("$.number");
        assertThat(fault("{\"day\":\"2030-12-24\",\"number\":1}", Day.class).path()).isIn("$.day", "$");
    }

    @Test
    void saysNothingOfTheContent() {
        assertThat(fault("{\"items\":[{\"qty\":{\"secret\":\"4711\"}}]}", Order.class).getMessage())
                .contains("an object cannot be read as int")
                .doesNotContain("4711");
    }

    @Test
    void saysThatABodyCannotBeWritten() {
        assertThatThrownBy(() -> codec.write(new Object() {
            @SuppressWarnings({"unused", "EffectivelyPrivate"}) // called by the binding
            public String getBroken() {
                throw new IllegalStateException("broken");
            }
        })).isInstanceOfSatisfying(PayloadException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.PAYLOAD_UNWRITABLE));
    }
}
