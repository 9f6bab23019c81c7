namespace LogitLens.Datasets.Prompts;

/// <summary>What is evaluated, and the examples that demonstrations are drawn from; no text is in both.</summary>
/// <param name="Evaluated">The evaluated examples.</param>
/// <param name="Pool">The examples to draw from; empty where no demonstrations are wanted.</param>
public sealed record EvaluationData(Dataset Evaluated, IReadOnlyList<Example> Pool)
{
    /// <summary>
    /// Draws from another split: its examples but those whose text is also evaluated.
    /// </summary>
    public static EvaluationData FromSplits(Dataset evaluated, Dataset other)
    {
        HashSet<string> texts = [.. evaluated.Examples.Select(example => example.Text)];
        return new EvaluationData(evaluated, other.Examples.Where(example => !texts.Contains(example.Text)).ToList());
    }

    /// <summary>
    /// Draws from the only split there is: as many rows as the largest number of demonstrations needs (one at least of each class) are
    /// set apart by seed, stratified by class, and neither they nor rows with the same text are evaluated. Every condition of a run thus
    /// evaluates the same rows. Take a limited subset of <see cref="Evaluated"/> after this, not before.
    /// </summary>
    /// <param name="only">The split.</param>
    /// <param name="mostShots">The largest number of demonstrations of any condition.</param>
    /// <param name="seed">Decides which rows are set apart.</param>
    /// <exception cref="InputException">Nothing would be left to evaluate.</exception>
    public static EvaluationData HoldOut(Dataset only, int mostShots, long seed)
    {
        if (mostShots == 0)
        {
            return new EvaluationData(only, []);
        }

        int reserve = Math.Max(mostShots, only.Labels?.Count ?? 0);
        if (reserve >= only.Examples.Count)
        {
            throw new InputException(
                $"{only.Name} has {only.Examples.Count} rows and no other split: {reserve} set apart for demonstrations leave none to evaluate");
        }

        HashSet<int> apart = [.. Subset.DrawIndices(only.Examples, reserve, new SeededRandom(seed, "hold-out"))];
        List<Example> pool = only.Examples.Where((_, index) => apart.Contains(index)).ToList();
        HashSet<string> texts = [.. pool.Select(example => example.Text)];
        List<Example> evaluated = only.Examples.Where(example => !texts.Contains(example.Text)).ToList();
        return evaluated.Count > 0
            ? new EvaluationData(only with { Examples = evaluated }, pool)
            : throw new InputException($"{only.Name}: every row has the text of a demonstration, so none is left to evaluate");
    }
}
