namespace LogitLens.Datasets;

/// <summary>What shares one draw of demonstrations.</summary>
public enum DemonstrationScope
{
    /// <summary>Nothing: each example has demonstrations of its own.</summary>
    Example,

    /// <summary>All examples of the run, whose prompts then begin alike.</summary>
    Run,
}

/// <summary>How many demonstrations a run draws.</summary>
/// <param name="MostShots">The largest number of demonstrations of any condition; 0 where none are drawn.</param>
/// <param name="Per">What shares one draw.</param>
/// <param name="Draws">How many sets are drawn for all examples; 1 where each example has its own.</param>
public sealed record DemonstrationPlan(int MostShots, DemonstrationScope Per = DemonstrationScope.Run, int Draws = 1);

/// <summary>
/// The demonstrations of each prompt: those of a file, those that all prompts of a draw share, or each example's own. Which examples are
/// shown does not depend on the labels they show, so that conditions differ in the labels alone.
/// </summary>
public sealed class DemonstrationSource
{
    private readonly Func<int, int, Example, IReadOnlyList<Example>> _draw;
    private readonly LabelSet? _labels;
    private readonly IReadOnlyList<string>? _answers;
    private readonly long _seed;

    private DemonstrationSource(
        Func<int, int, Example, IReadOnlyList<Example>> draw, int draws, bool perExample, LabelSet? labels, IReadOnlyList<string>? answers, long seed) =>
        (_draw, Draws, IsPerExample, _labels, _answers, _seed) = (draw, draws, perExample, labels, answers, seed);

    /// <summary>How many sets there are of each number of demonstrations.</summary>
    public int Draws { get; }

    /// <summary>Whether each example has demonstrations of its own.</summary>
    public bool IsPerExample { get; }

    /// <summary>Demonstrations that the user wrote, for all prompts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="like">The evaluated data, whose format the file may have.</param>
    /// <param name="labels">The classes; null in a generation task.</param>
    /// <param name="answers">In a generation task, the answers that wrong ones are taken from.</param>
    /// <param name="seed">Decides which wrong or random labels they show.</param>
    public static DemonstrationSource FromFile(string path, DatasetRequest like, LabelSet? labels, IReadOnlyList<string>? answers, long seed)
    {
        Dictionary<int, IReadOnlyList<Example>> read = [];
        return new DemonstrationSource(
            (shots, _, _) =>
                read.TryGetValue(shots, out IReadOnlyList<Example>? known) ? known : read[shots] = DemonstrationFile.Read(path, like, labels, shots),
            draws: 1, perExample: false, labels, answers, seed);
    }

    /// <summary>Demonstrations drawn by the seed.</summary>
    /// <param name="data">What they are drawn from.</param>
    /// <param name="plan">For whom, and how often.</param>
    /// <param name="labels">The classes; null in a generation task.</param>
    /// <param name="answers">In a generation task, the answers that wrong ones are taken from.</param>
    /// <param name="seed">What all draws follow from.</param>
    public static DemonstrationSource Drawn(EvaluationData data, DemonstrationPlan plan, LabelSet? labels, IReadOnlyList<string>? answers, long seed)
    {
        if (plan.Per == DemonstrationScope.Example)
        {
            DemonstrationPool pool = new(data.Pool);
            return new DemonstrationSource((shots, _, example) => pool.DrawFor(example, shots, seed), 1, perExample: true, labels, answers, seed);
        }

        return new DemonstrationSource(
            (shots, draw, _) => DemonstrationDraw.Draw(data.PoolOf(draw), shots, seed, draw: draw), plan.Draws, perExample: false, labels, answers, seed);
    }

    /// <summary>The demonstrations before one example's text.</summary>
    /// <param name="shots">How many.</param>
    /// <param name="kind">Which labels they show.</param>
    /// <param name="draw">The draw, from 0.</param>
    /// <param name="example">The example.</param>
    /// <exception cref="InputException">There are not so many, or no wrong label is to be had.</exception>
    public IReadOnlyList<Demonstration> Of(int shots, DemonstrationLabels kind, int draw, Example example) => DemonstrationDraw.WithLabels(
        _draw(shots, draw, example), _labels, kind, _seed, _answers, IsPerExample ? $" of {example.Id}" : DemonstrationDraw.Suffix(draw));
}
