package dev.sotto.query;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Product;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a statement may do: read the warehouse's tables and the session's views, with functions that only compute.
 *
 * <p>It looks at the parsed plan before Spark resolves a single name, and lets pass what is on its lists. It is a guard
 * against trusted colleagues' mistakes, not a sandbox.
 */
final class Guard {
    /** The namespaces that a statement may name. */
    static final List<String> NAMESPACES = List.of("log", "journeys", "metrics", "ops");

    private static final Set<String> PLANS = GuardList.read("plans.txt");
    private static final Set<String> FUNCTIONS = GuardList.read("functions.txt");
    private static final Set<String> EXPRESSIONS = GuardList.read("expressions.txt");
    private static final Set<String> EXPRESSION_PACKAGES =
            Set.of("org.apache.spark.sql.catalyst.expressions", "org.apache.spark.sql.catalyst.expressions.aggregate");

    private final Set<String> names;

    private Guard(Set<String> names) {
        this.names = names;
    }

    /** Refuse a parsed statement unless everything in it is allowed; {@code views} are the session's own. */
    static void check(LogicalPlan plan, Set<String> views) {
        Set<String> names = views.stream().map(Guard::fold).collect(Collectors.toSet());
        new CteNames(names).collect(plan);
        new Guard(names).walk(plan);
    }

    // Everything that hangs on a node is looked at, not only its children: named windows, CTEs and the plan of an
    // EXPLAIN
    // hang elsewhere.
    private void walk(Object part) {
        if (part instanceof LogicalPlan plan) {
            checkPlan(plan);
        } else if (part instanceof Expression expression) {
            checkExpression(expression);
        }
        if (part instanceof Iterable<?> parts) {
            CollectionConverters.asJava(parts).forEach(this::walk);
        } else if (part instanceof Product product) {
            CollectionConverters.asJava(product.productIterator()).forEachRemaining(this::walk);
        }
    }

    private void checkPlan(LogicalPlan plan) {
        String kind = name(plan);
        if (!PLANS.contains(kind)) {
            throw refusal(PlanWords.of(plan) + " is not allowed");
        }
        if (plan instanceof UnresolvedRelation relation) {
            checkTable(parts(relation.multipartIdentifier()));
            if (!relation.options().isEmpty() || relation.isStreaming()) {
                throw refusal("options of a table are not allowed");
            }
        } else if (plan instanceof UnresolvedTableOrView table) {
            checkTable(parts(table.multipartIdentifier()));
        } else if (plan instanceof UnresolvedNamespace namespace) {
            checkNamespace(parts(namespace.multipartIdentifier()));
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            checkFunction(parts(function.name()));
        }
    }

    private void checkExpression(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            checkFunction(parts(function.nameParts()));
        } else if (expression instanceof UnresolvedGenerator generator) {
            checkFunction(List.of(generator.name().unquotedString()));
        } else if (!EXPRESSIONS.contains(name(expression))
                && !EXPRESSION_PACKAGES.contains(expression.getClass().getPackageName())) {
            throw refusal(PlanWords.of(expression) + " is not allowed");
        }
    }

    private void checkTable(List<String> parts) {
        boolean isTable = parts.size() == 2 && NAMESPACES.contains(fold(parts.get(0)));
        boolean isView = parts.size() == 1 && names.contains(fold(parts.get(0)));
        if (!isTable && !isView) {
            throw new SottoException(
                    Code.USE,
                    "Cannot run the statement: there is no table " + String.join(".", parts)
                            + " here. Read tables of " + String.join(", ", NAMESPACES)
                            + " (SHOW TABLES lists them), or show a file with --view NAME=PATH.");
        }
    }

    private static void checkNamespace(List<String> parts) {
        if (!parts.isEmpty() && !(parts.size() == 1 && NAMESPACES.contains(fold(parts.get(0))))) {
            throw refusal(
                    "the namespace " + String.join(".", parts) + " is not one of " + String.join(", ", NAMESPACES));
        }
    }

    private static void checkFunction(List<String> parts) {
        if (parts.size() != 1 || !FUNCTIONS.contains(fold(parts.get(0)))) {
            throw refusal("the function " + String.join(".", parts) + " is not allowed");
        }
    }

    private static SottoException refusal(String why) {
        return new SottoException(
                Code.USE,
                "Cannot run the statement: " + why
                        + " in this session, which only reads. Write it as a SELECT over the tables that SHOW TABLES lists.");
    }

    private static List<String> parts(scala.collection.immutable.Seq<String> name) {
        return CollectionConverters.asJava(name);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String name(Object node) {
        String name = node.getClass().getSimpleName();
        return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    }

    /** The names that WITH gives to subqueries, anywhere in a statement. */
    private record CteNames(Set<String> names) {
        void collect(Object part) {
            if (part instanceof UnresolvedWith with) {
                CollectionConverters.asJava(with.cteRelations()).forEach(cte -> names.add(fold(cte._1())));
            }
            if (part instanceof Iterable<?> parts) {
                CollectionConverters.asJava(parts).forEach(this::collect);
            } else if (part instanceof Product product) {
                CollectionConverters.asJava(product.productIterator()).forEachRemaining(this::collect);
            }
        }
    }
}
