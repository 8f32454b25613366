package dev.sotto.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A witness that numbers cannot be found out: cells that could hold other numbers together without any margin changing.
 *
 * <p>Along each dimension, what one part gains another loses, or the total gains too; the corners of all dimensions
 * together then cancel out in every margin. While every corner is withheld, the amount that can be moved either way is
 * the width of what an attacker can know at best.
 */
final class Cube {

    /**
     * A cell that moves, or the place of one that is never published.
     *
     * @param gains whether it grows when the target grows
     */
    record Corner(@Nullable Cell cell, long code, int shape, boolean gains) {}

    private final List<Corner> corners;
    private final double cost;

    private Cube(List<Corner> corners, double cost) {
        this.corners = corners;
        this.cost = cost;
    }

    static Cube of(Corner target) {
        return new Cube(List.of(target), 0);
    }

    List<Corner> corners() {
        return corners;
    }

    /** What publishing loses when all corners are withheld. */
    double cost() {
        return cost;
    }

    Cube with(List<Corner> more) {
        List<Corner> all = new ArrayList<>(corners.size() + more.size());
        all.addAll(corners);
        all.addAll(more);
        double total = cost;
        for (Corner corner : more) {
            total += corner.cell() == null ? 0 : corner.cell().cost();
        }
        return new Cube(all, total);
    }

    /** Whether each of these numbers of a target stays uncertain by at least this much. */
    boolean leaves(double width, Cell target, Set<Quantity> secrets) {
        for (Quantity quantity : secrets) {
            if (target.has(quantity) && width(quantity, secrets) < width) {
                return false;
            }
        }
        return true;
    }

    private double width(Quantity quantity, Set<Quantity> secrets) {
        boolean isBounded = !secrets.contains(Quantity.DENOMINATOR)
                && (quantity == Quantity.NUMERATOR || quantity == Quantity.REMAINDER);
        Quantity other = quantity == Quantity.NUMERATOR ? Quantity.REMAINDER : Quantity.NUMERATOR;
        double up = Double.POSITIVE_INFINITY;
        double down = Double.POSITIVE_INFINITY;
        for (Corner corner : corners) {
            Cell cell = corner.cell();
            if (cell == null) {
                continue;
            }
            double own = cell.number(quantity);
            // Where the whole is known, one side of it grows only as far as the other can shrink.
            double rest = isBounded && cell.has(other) ? cell.number(other) : Double.POSITIVE_INFINITY;
            up = Math.min(up, corner.gains() ? rest : own);
            down = Math.min(down, corner.gains() ? own : rest);
        }
        return up + down;
    }
}
