using LogitLens.Statistics;

namespace LogitLens.Experiments;

/// <summary>Sorts records into conditions.</summary>
internal static class ConditionGroups
{
    /// <summary>Groups records by condition.</summary>
    /// <param name="clusterOf">Each example's cluster by its id; null where examples are independent.</param>
    public static IReadOnlyList<ConditionGroup<T>> Of<T>(
        IEnumerable<Condition> conditions, IEnumerable<T> records, Func<T, RecordPlace> place, IReadOnlyDictionary<string, string>? clusterOf = null)
    {
        ILookup<string, T> byCondition = records.ToLookup(record => place(record).Condition);
        return [.. conditions.Select(condition => Of(condition, byCondition[condition.Name], place, clusterOf))];
    }

    /// <summary>The records of an experiment that has one condition.</summary>
    /// <param name="clusterOf">Each example's cluster by its id; null where examples are independent.</param>
    public static ConditionGroup<T> OfOne<T>(IEnumerable<T> records, Func<T, RecordPlace> place, IReadOnlyDictionary<string, string>? clusterOf = null) =>
        Of(new Condition(0, null), records, place, clusterOf);

    /// <inheritdoc cref="Of{T}(IEnumerable{Condition}, IEnumerable{T}, Func{T, RecordPlace}, IReadOnlyDictionary{string, string})"/>
    public static IReadOnlyList<ConditionGroup<T>> Of<T>(
        IEnumerable<Condition> conditions, IEnumerable<T> records, IReadOnlyDictionary<string, string>? clusterOf = null)
        where T : ConditionRecord => Of(conditions, records, record => RecordPlace.Of(record), clusterOf);

    private static ConditionGroup<T> Of<T>(
        Condition condition, IEnumerable<T> records, Func<T, RecordPlace> place, IReadOnlyDictionary<string, string>? clusterOf)
    {
        Dictionary<string, T>[] draws =
        [
            .. records.GroupBy(record => place(record).Draw ?? 0).OrderBy(draw => draw.Key)
                .Select(draw => draw.ToDictionary(record => place(record).Example, StringComparer.Ordinal)),
        ];
        string[] examples = draws.Length == 0 ? []
            : [.. draws[0].Keys.Where(id => draws.All(draw => draw.ContainsKey(id))).Order(StringComparer.Ordinal)];
        return new ConditionGroup<T>(
            condition,
            examples,
            draws.Length == 0 ? [[]] : [.. draws.Select(draw => Array.ConvertAll(examples, id => draw[id]))],
            clusterOf is null ? null : Clusters.Number(examples.Select(id => clusterOf[id])));
    }
}
