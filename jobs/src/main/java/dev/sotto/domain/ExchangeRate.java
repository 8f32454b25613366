package dev.sotto.domain;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a currency was worth on a day, as declared in {@code rates.csv}.
 *
 * @param currency ISO 4217 code
 * @param perEuro units of the currency that one euro bought
 */
public record ExchangeRate(LocalDate day, String currency, BigDecimal perEuro) {

    public ExchangeRate {
        if (perEuro.signum() <= 0) {
            throw new IllegalArgumentException("the rate is not positive");
        }
    }
}
