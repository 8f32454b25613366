package dev.sotto.export;

import dev.sotto.export.Cube.Corner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All cells of one metric, which withholds further ones until no secret can be found out by subtraction.
 *
 * <p>The method is the hypercube method of statistical disclosure control (Repsilber), with margins that may be withheld
 * as well and tables that share them. It is exact where it says yes; where it finds no cube it withholds the whole metric.
 */
final class MetricTable {
    private static final int MOST_DIMENSIONS = 20;

    private final double threshold;
    private final List<Cell> cells;
    private final List<String> dimensions;
    private final List<List<String>> coordinates = new ArrayList<>();
    private final List<Long> strides = new ArrayList<>();
    private final Map<Long, Cell> byCode = new HashMap<>();
    private final Set<Integer> shapes = new HashSet<>();

    MetricTable(double threshold, Collection<Cell> cells) {
        this.threshold = threshold;
        this.cells = List.copyOf(cells);
        TreeMap<String, SortedSet<String>> axes = new TreeMap<>();
        for (Cell cell : cells) {
            cell.place()
                    .at()
                    .forEach((dimension, coordinate) -> axes.computeIfAbsent(dimension, unused -> new TreeSet<>())
                            .add(coordinate));
        }
        if (axes.size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("a metric has " + axes.size() + " dimensions");
        }
        dimensions = List.copyOf(axes.keySet());
        long stride = 1;
        for (SortedSet<String> axis : axes.values()) {
            coordinates.add(List.copyOf(axis));
            strides.add(stride);
            stride = Math.multiplyExact(stride, axis.size() + 1L);
        }
        for (Cell cell : cells) {
            byCode.put(code(cell.place()), cell);
            shapes.add(shape(cell.place()));
        }
    }

    List<Cell> cells() {
        return cells;
    }

    /** Withhold what is needed so that no secret of any cell can be found out; answer whether that is news. */
    boolean guard() {
        boolean isNews = false;
        for (Cell cell : cells) {
            Set<Quantity> open = cell.unguarded();
            if (!open.isEmpty()) {
                isNews |= guard(cell, open);
            }
        }
        return isNews;
    }

    private boolean guard(Cell cell, Set<Quantity> secrets) {
        Search withheld = new Search(cell, secrets, 0);
        Cube cube = withheld.cheapest();
        if (cube == null) {
            cube = new Search(cell, secrets, Double.MAX_VALUE).cheapest();
        }
        if (cube == null) {
            return withholdAll();
        }
        boolean isNews = false;
        for (Corner corner : cube.corners()) {
            if (corner.cell() != null) {
                isNews |= corner.cell().hide(secrets);
                // A cube keeps the target's numbers only; a corner may have others.
                if (cube.leaves(threshold, corner.cell(), secrets)) {
                    corner.cell().guard(secrets);
                }
            }
        }
        cell.guard(secrets);
        return isNews;
    }

    private boolean withholdAll() {
        boolean isNews = false;
        for (Cell cell : cells) {
            isNews |= cell.hide(Quantity.ALL);
            cell.guard(Quantity.ALL);
        }
        return isNews;
    }

    private long code(Place place) {
        long code = 0;
        for (int d = 0; d < dimensions.size(); d++) {
            code += position(place, d) * strides.get(d);
        }
        return code;
    }

    private int shape(Place place) {
        int shape = 0;
        for (int d = 0; d < dimensions.size(); d++) {
            shape |= position(place, d) == 0 ? 0 : 1 << d;
        }
        return shape;
    }

    /** Where a place stands on an axis: 0 is the total. */
    private int position(Place place, int dimension) {
        String coordinate = place.at().get(dimensions.get(dimension));
        return coordinate == null ? 0 : coordinates.get(dimension).indexOf(coordinate) + 1;
    }

    /** A search for the cube of least cost, dimension by dimension, that gives up branches as soon as they fail. */
    private final class Search {
        private final Cell target;
        private final Set<Quantity> secrets;
        private double limit;
        private @Nullable Cube best;

        Search(Cell target, Set<Quantity> secrets, double limit) {
            this.target = target;
            this.secrets = secrets;
            this.limit = limit;
        }

        @Nullable
        Cube cheapest() {
            Place place = target.place();
            extend(Cube.of(new Corner(target, code(place), shape(place), true)), 0);
            return best;
        }

        private void extend(Cube cube, int dimension) {
            if (best != null && cube.cost() >= limit
                    || cube.cost() > limit
                    || !cube.leaves(threshold, target, secrets)) {
                return;
            }
            if (dimension == dimensions.size()) {
                best = cube;
                limit = cube.cost();
                return;
            }
            int own = position(target.place(), dimension);
            for (int other = coordinates.get(dimension).size(); other >= 0; other--) {
                if (other != own && (best == null || limit > 0)) {
                    List<Corner> mirrored = mirrored(cube, dimension, own, other);
                    if (mirrored != null) {
                        extend(cube.with(mirrored), dimension + 1);
                    }
                }
            }
        }

        /** The corners' counterparts along an axis, or null where one cannot be moved. */
        private @Nullable List<Corner> mirrored(Cube cube, int dimension, int own, int other) {
            List<Corner> mirrored = new ArrayList<>();
            for (Corner corner : cube.corners()) {
                long code = corner.code() + (other - own) * strides.get(dimension);
                int shape = other == 0 ? corner.shape() & ~(1 << dimension) : corner.shape() | 1 << dimension;
                Cell cell = byCode.get(code);
                // A row that is missing among its like is read as nothing, so it cannot move.
                if (cell == null ? shapes.contains(shape) : cell.tells(secrets)) {
                    return null;
                }
                if (cell != null && limit == 0 && !cell.keeps(secrets)) {
                    return null;
                }
                boolean isExchange = own != 0 && other != 0;
                mirrored.add(new Corner(cell, code, shape, corner.gains() != isExchange));
            }
            return mirrored;
        }
    }
}
