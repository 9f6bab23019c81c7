using LogitLens.Datasets;
using LogitLens.Options;

namespace LogitLens.Experiments.Probes;

/// <summary>A further dataset of a transfer, with the run's own classes.</summary>
/// <param name="Data">The data in its parts.</param>
/// <param name="OtherClasses">Texts that are left out because their class is none of these.</param>
internal sealed record TransferData(ProbeData Data, int OtherClasses)
{
    /// <summary>Opens the datasets that options name.</summary>
    /// <exception cref="InputException">There is no such dataset, it lacks a class, or it is named twice.</exception>
    public static IReadOnlyList<TransferData> Open(ModelSource source, ProbeTrainOptions options, ProbeData own)
    {
        List<TransferData> found = [.. options.Transfer.Select(name => Open(source, options, own.Texts.Labels, name))];
        string? twice = found.Select(each => each.Data.Texts.Dataset.Name).Append(own.Texts.Dataset.Name).GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null ? found : throw new InputException($"--transfer names {twice} again: each dataset is there once, --dataset among them");
    }

    private static TransferData Open(ModelSource source, ProbeTrainOptions options, LabelSet labels, string name)
    {
        int others = 0;
        DataOptions data = OptionsFor(options.Data, name);
        return new TransferData(
            ProbeData.OpenFurther(source, options with { Data = data }, dataset => WithClasses(dataset, labels, name, ref others)), others);
    }

    // Columns are a file's own; a named dataset has those that its format has.
    private static DataOptions OptionsFor(DataOptions own, string name)
    {
        string? Of(string? column) => column is not null && File.Exists(name) && KnownFormats.Recognise(name) is null
            && ColumnFileReader.Endings.Contains(Path.GetExtension(name).ToLowerInvariant()) && ColumnFileReader.HasColumns(name, column) ? column : null;
        return new DataOptions
        {
            Dataset = name,
            DataDir = DatasetCatalogue.Find(name) is null ? null : own.DataDir,
            Limit = own.Limit,
            SkipBadRows = own.SkipBadRows,
            TextColumn = Of(own.TextColumn),
            LabelColumn = Of(own.LabelColumn),
            Cluster = Of(own.Cluster),
        };
    }

    private static Dataset WithClasses(Dataset dataset, LabelSet labels, string name, ref int others)
    {
        if (dataset.Labels is not { } given)
        {
            return dataset;
        }

        int?[] mapped = [.. given.Names.Select(own => labels.Names.ToList().FindIndex(each => string.Equals(each, own, StringComparison.OrdinalIgnoreCase)))
            .Select(place => place < 0 ? (int?)null : place)];
        Example[] kept =
        [
            .. dataset.Examples.Where(example => example.Label is { } label && mapped[label] is not null)
                .Select(example => example with { Label = mapped[example.Label!.Value] }),
        ];
        others += dataset.Examples.Count - kept.Length;
        int[] missing = [.. Enumerable.Range(0, labels.Count).Except(kept.Select(example => example.Label!.Value))];
        return missing.Length == 0
            ? dataset with { Examples = kept, Labels = labels }
            : throw new InputException(
                $"--transfer {name}: its classes are {string.Join(", ", given.Names)}, and it has no text of class "
                    + $"{string.Join(", ", missing.Select(label => labels.Names[label]))}");
    }
}
