package dev.sotto.architecture;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final HouseRules house = HouseRules.ofModule(1);

    @Test
    void packagesKnowOnlyLowerLayers() {
        house.holdLayers();
    }

    @Test
    void sparkStaysInItsLayers() {
        house.holdSparkInItsLayers();
    }

    @Test
    void onlyDoorsPrint() {
        house.holdStreams();
    }

    @Test
    void onlyDoorsKnowTheTime() {
        house.holdTime();
    }
}
