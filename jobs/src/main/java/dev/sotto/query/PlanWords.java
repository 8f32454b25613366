package dev.sotto.query;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** What people call the parts of a statement, for the message that refuses one. */
final class PlanWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ScriptTransformation", "TRANSFORM, which starts a program,"),
            Map.entry("UnresolvedHint", "a hint"),
            Map.entry("RelationTimeTravel", "another version of a table"),
            Map.entry("SetCommand", "SET"),
            Map.entry("CompoundBody", "a script"),
            Map.entry("Call", "CALL"),
            Map.entry("InsertIntoStatement", "INSERT"),
            Map.entry("InsertIntoDir", "INSERT INTO DIRECTORY"),
            Map.entry("DeleteFromTable", "DELETE"),
            Map.entry("UpdateTable", "UPDATE"),
            Map.entry("MergeIntoTable", "MERGE"),
            Map.entry("PlanWithUnresolvedIdentifier", "IDENTIFIER(…)"),
            Map.entry("ExpressionWithUnresolvedIdentifier", "IDENTIFIER(…)"),
            Map.entry("NamedParameter", "a parameter"),
            Map.entry("PosParameter", "a parameter"));

    private PlanWords() {}

    /** Its usual name, else Spark's name for it in words: CREATE TABLE AS SELECT. */
    static String of(TreeNode<?> node) {
        String name = node.getClass().getSimpleName().replaceAll("\\$$", "");
        return WORDS.getOrDefault(
                name,
                name.replaceAll("(Command|Statement|Unresolved)", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toUpperCase(Locale.ROOT));
    }
}
