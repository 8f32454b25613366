package dev.sotto.stats;

/** Square systems of linear equations, solved exactly but for rounding. */
final class LinearSystem {

    private LinearSystem() {}

    /** The inverse of a matrix, by elimination with the largest pivot of each column. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] rows = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, rows[i], 0, n);
            rows[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            if (rows[pivot][column] == 0) {
                throw new IllegalArgumentException("the system has no single solution");
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = swapped;
            eliminate(rows, column);
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    private static void eliminate(double[][] rows, int column) {
        double divisor = rows[column][column];
        for (int j = 0; j < rows[column].length; j++) {
            rows[column][j] /= divisor;
        }
        for (int i = 0; i < rows.length; i++) {
            double factor = rows[i][column];
            if (i == column || factor == 0) {
                continue;
            }
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] -= factor * rows[column][j];
            }
        }
    }
}
