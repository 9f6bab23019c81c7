using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>What is kept apart from what is learnt: to look at while learning, and once at the end.</summary>
/// <param name="Validation">What is looked at while learning; null for nothing.</param>
/// <param name="Test">What is looked at once; null for nothing.</param>
/// <param name="Remark">Why a test split that is there is not taken; null where none is.</param>
public sealed record HeldApart(Dataset? Validation, Dataset? Test, string? Remark)
{
    /// <summary>Finds it.</summary>
    /// <param name="catalogue">The datasets.</param>
    /// <param name="learnt">How what is learnt from was asked for, with its classes.</param>
    /// <param name="validation">A split, a file or <c>none</c>; null for the split <c>dev</c>, where there is one.</param>
    /// <param name="test">The same; null for the split <c>test</c>, where there is one with labels, else what is validated on.</param>
    /// <exception cref="InputException">A part that was asked for is not there, or cannot be read.</exception>
    internal static HeldApart Find(DatasetCatalogue catalogue, DatasetRequest learnt, ApartChoice? validation, ApartChoice? test)
    {
        Parts parts = new(catalogue, DatasetCatalogue.Find(learnt.Name), learnt);
        Dataset? validated = validation is { } looked ? parts.Chosen(looked, "--validation") : parts.Usual("dev");
        if (test is { } asked)
        {
            return new HeldApart(validated, parts.Chosen(asked, "--test"), null);
        }

        try
        {
            return new HeldApart(validated, parts.Usual("test") ?? validated, null);
        }
        catch (InputException e)
        {
            return new HeldApart(validated, validated, $"the test split is not taken: {e.Message}");
        }
    }

    /// <summary>Opens further data that a name of a split or a file asks for.</summary>
    /// <exception cref="InputException">There is none of that name, or it has no labels where what is learnt has them.</exception>
    internal static Dataset Open(DatasetCatalogue catalogue, DatasetRequest learnt, string name, string option) =>
        new Parts(catalogue, DatasetCatalogue.Find(learnt.Name), learnt).Named(name, option);

    private sealed class Parts(DatasetCatalogue catalogue, CatalogueEntry? entry, DatasetRequest learnt)
    {
        public Dataset? Usual(string split) =>
            entry is not null && split != learnt.Split && entry.Splits.Contains(split) ? Labelled(catalogue.Open(learnt with { Split = split })) : null;

        public Dataset? Chosen(ApartChoice choice, string option) => choice.IsNothing ? null : Named(choice.Name, option);

        public Dataset Named(string value, string option)
        {
            if (entry is not null && entry.Splits.Contains(value))
            {
                return value == learnt.Split
                    ? throw new InputException($"{option} {value}: that split is learnt from; take another")
                    : Labelled(catalogue.Open(learnt with { Split = value }));
            }

            return File.Exists(value)
                ? Labelled(catalogue.Open(learnt with { Name = value, Split = null, DataDir = null }))
                : throw new InputException(
                    $"{option} {value}: no such file{(entry is null ? "" : $", and the splits are {string.Join(", ", entry.Splits)}")}");
        }

        private Dataset Labelled(Dataset found) => found.Examples.Count == 0
            ? throw new InputException($"{found.Name} {found.Split}: there are no examples")
            : learnt.Labels is not null && found.Examples.FirstOrDefault(example => example.Label is null) is { } first
                ? throw new InputException($"{first.Source}: there is no label, and what is learnt from has them")
                : found;
    }
}
