namespace LogitLens.Datasets;

/// <summary>What is evaluated, and the examples that demonstrations are drawn from; no text is in both.</summary>
/// <param name="Evaluated">The evaluated examples.</param>
/// <param name="Pool">The examples to draw from; empty where no demonstrations are wanted.</param>
public sealed record EvaluationData(Dataset Evaluated, IReadOnlyList<Example> Pool)
{
    private IReadOnlyList<IReadOnlyList<Example>> ByDraw { get; init; } = [];

    /// <summary>The examples that one of several draws takes its demonstrations from.</summary>
    /// <param name="draw">The draw, from 0.</param>
    public IReadOnlyList<Example> PoolOf(int draw) => ByDraw.Count == 0 ? Pool : ByDraw[draw];

    /// <summary>
    /// Draws from another split: its examples but those whose text is also evaluated.
    /// </summary>
    public static EvaluationData FromSplits(Dataset evaluated, Dataset other)
    {
        HashSet<string> texts = [.. evaluated.Examples.Select(example => example.Text)];
        return new EvaluationData(evaluated, other.Examples.Where(example => !texts.Contains(example.Text)).ToList());
    }

    /// <summary>Draws from the only split there is, as the plan says.</summary>
    /// <exception cref="InputException">There are too few rows, or they are token ids, which nothing can go before.</exception>
    public static EvaluationData FromOne(Dataset only, DemonstrationPlan plan, long seed) =>
        plan.MostShots > 0 && only.Examples.Any(example => example.TokenIds is not null)
            ? throw new InputException($"{only.Name} holds token ids, which are whole prompts already; leave --shots out")
        : plan.Per == DemonstrationScope.Run || plan.MostShots == 0 ? HoldOut(only, plan.MostShots, seed, plan.Draws)
        : plan.MostShots < only.Examples.Count ? new EvaluationData(only, only.Examples)
        : throw new InputException(
            $"{only.Name} has {only.Examples.Count} rows and no other split: no row has {plan.MostShots} others to be its demonstrations");

    /// <summary>
    /// Draws from the only split there is: as many rows as the largest number of demonstrations needs (one at least of each class) are
    /// set apart by seed, stratified by class, and neither they nor rows with the same text are evaluated. Every condition of a run thus
    /// evaluates the same rows. Take a limited subset of <see cref="Evaluated"/> after this, not before.
    /// </summary>
    /// <param name="only">The split.</param>
    /// <param name="mostShots">The largest number of demonstrations of any condition.</param>
    /// <param name="seed">Decides which rows are set apart.</param>
    /// <param name="draws">How many draws there are; each has rows of its own, so that draws are independent of each other.</param>
    /// <exception cref="InputException">Nothing would be left to evaluate.</exception>
    public static EvaluationData HoldOut(Dataset only, int mostShots, long seed, int draws = 1)
    {
        if (mostShots == 0)
        {
            return new EvaluationData(only, []);
        }

        int reserve = Math.Max(mostShots, only.Labels?.Count ?? 0);
        if ((long)reserve * draws >= only.Examples.Count)
        {
            throw new InputException(
                $"{only.Name} has {only.Examples.Count} rows and no other split: "
                + $"{(long)reserve * draws} set apart for demonstrations leave none to evaluate");
        }

        HashSet<int> apart = [];
        List<IReadOnlyList<Example>> byDraw = [];
        for (int draw = 0; draw < draws; draw++)
        {
            int[] left = [.. Enumerable.Range(0, only.Examples.Count).Where(index => !apart.Contains(index))];
            HashSet<int> own =
            [
                .. Subset.DrawIndices(
                    [.. left.Select(index => only.Examples[index])], reserve, new SeededRandom(seed, "hold-out" + DemonstrationDraw.Suffix(draw)))
                    .Select(place => left[place]),
            ];
            byDraw.Add([.. only.Examples.Where((_, index) => own.Contains(index))]);
            apart.UnionWith(own);
        }

        List<Example> pool = [.. byDraw.SelectMany(each => each)];
        HashSet<string> texts = [.. pool.Select(example => example.Text)];
        List<Example> evaluated = only.Examples.Where(example => !texts.Contains(example.Text)).ToList();
        return evaluated.Count > 0
            ? new EvaluationData(only with { Examples = evaluated }, pool) { ByDraw = byDraw }
            : throw new InputException($"{only.Name}: every row has the text of a demonstration, so none is left to evaluate");
    }
}
