using LogitLens.Tables;

namespace LogitLens.Experiments;

/// <summary>The columns that say which condition a row is about.</summary>
internal static class ConditionColumns
{
    /// <summary>Adds <c>condition</c>, <c>shots</c> and <c>demos</c>.</summary>
    public static Table<T> Condition<T>(this Table<T> table, Func<T, string> name, Func<T, Condition> condition) => table
        .Column("condition", row => name(row), "how the model was asked: `2-shot-incorrect`", key: true)
        .Column("shots", row => condition(row).Shots, "number of demonstrations", CellFormat.Count)
        .Column("demos", row => condition(row).Demos, "the labels that these show; empty without any");
}
