using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>Which examples belong together, by the column that the user named.</summary>
internal static class ExampleClusters
{
    /// <summary>Each example's cluster by its id; null where none was asked for.</summary>
    /// <exception cref="InputException">The data have no columns, or every row is a cluster of its own, or all are one.</exception>
    public static IReadOnlyDictionary<string, string>? Of(Dataset dataset, string? column)
    {
        if (column is null)
        {
            return null;
        }

        if (dataset.Examples.Any(example => example.Cluster is null))
        {
            throw new InputException($"--cluster {column}: {dataset.Name} has no column of that name; rows of .csv, .tsv and .jsonl files have columns");
        }

        int clusters = dataset.Examples.Select(example => example.Cluster).Distinct(StringComparer.Ordinal).Count();
        if (clusters == dataset.Examples.Count || clusters == 1)
        {
            string why = clusters == 1 ? $"all {dataset.Examples.Count} rows have the same value, and one group tells nothing of others"
                : "each row has a value of its own, so no rows belong together; leave it out";
            throw new InputException($"--cluster {column}: {why}");
        }

        return dataset.Examples.ToDictionary(example => example.Id, example => example.Cluster!, StringComparer.Ordinal);
    }

    /// <summary>What a reader should know of the clusters.</summary>
    public static IEnumerable<string> Notes(IReadOnlyDictionary<string, string>? clusters) => clusters is null ? []
        : [$"{clusters.Count} examples in {clusters.Values.Distinct(StringComparer.Ordinal).Count()} clusters: intervals and tests are over clusters"];
}
