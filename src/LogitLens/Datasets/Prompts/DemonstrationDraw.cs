namespace LogitLens.Datasets;

/// <summary>
/// Draws demonstrations by seed. All prompts of a condition share them, in the same order, so that they form a shared prefix. Under one
/// seed k demonstrations are the first k of any larger number, and which examples are drawn does not depend on the labels they show:
/// conditions differ in what they are meant to differ in and in nothing else.
/// </summary>
public static class DemonstrationDraw
{
    /// <summary>
    /// Draws <paramref name="shots"/> examples from a pool: classes in turn, in a new random order in each round, so that after c demonstrations of
    /// c classes each class was shown once.
    /// </summary>
    /// <param name="pool">The examples to draw from.</param>
    /// <param name="shots">How many.</param>
    /// <param name="seed">What the draw follows from.</param>
    /// <param name="draw">Which of several draws, from 0.</param>
    /// <exception cref="InputException">The pool is smaller than that.</exception>
    public static IReadOnlyList<Example> Draw(IReadOnlyList<Example> pool, int shots, long seed, int draw = 0)
    {
        if (shots > pool.Count)
        {
            throw new InputException($"{shots} demonstrations were asked for and there are {pool.Count} examples to draw them from");
        }

        SeededRandom random = new(seed, "demonstrations" + Suffix(draw));
        List<Queue<Example>> classes = pool
            .GroupBy(example => example.Label ?? -1)
            .OrderBy(group => group.Key)
            .Select(group => Shuffled(group, random))
            .ToList();

        List<Example> drawn = new();
        SeededRandom roundOrder = new(seed, "demonstration classes" + Suffix(draw));
        while (drawn.Count < shots)
        {
            roundOrder.Shuffle(classes);
            foreach (Queue<Example> members in classes)
            {
                if (members.TryDequeue(out Example? example))
                {
                    drawn.Add(example);
                }
            }
        }

        return drawn.Take(shots).ToList();
    }

    /// <summary>Gives drawn examples the labels that a prompt shows.</summary>
    /// <param name="examples">The examples, in the order in which they are shown.</param>
    /// <param name="labels">The classes; null in a generation task.</param>
    /// <param name="kind">Right, wrong or random labels.</param>
    /// <param name="seed">Decides which wrong or random ones.</param>
    /// <param name="otherAnswers">
    /// In a generation task, the answers from which wrong and random ones are taken; those of the whole dataset, say.
    /// </param>
    /// <param name="purpose">Tells draws apart that share a seed; empty for the first.</param>
    /// <exception cref="InputException">An example has no label or answer, or there is no wrong answer to be had.</exception>
    public static IReadOnlyList<Demonstration> WithLabels(
        IReadOnlyList<Example> examples, LabelSet? labels, DemonstrationLabels kind, long seed, IReadOnlyList<string>? otherAnswers = null,
        string purpose = "")
    {
        SeededRandom random = new(seed, "demonstration labels" + purpose);
        IReadOnlyList<string> answers = labels?.Names ?? (otherAnswers ?? Answers(examples)).Distinct(StringComparer.Ordinal).ToList();
        return examples.Select(example => new Demonstration(example, Shown(example, labels, kind, answers, random))).ToList();
    }

    /// <summary>What is added to a purpose for a draw: nothing for the first.</summary>
    internal static string Suffix(int draw) => draw == 0 ? "" : $" {draw + 1}";

    private static string Shown(
        Example example, LabelSet? labels, DemonstrationLabels kind, IReadOnlyList<string> answers, SeededRandom random)
    {
        string right = (labels is not null && example.Label is int label ? labels.Names[label] : example.Answer)
            ?? throw new InputException($"{example.Source}: has no label or answer, so it cannot be a demonstration");
        if (kind == DemonstrationLabels.Correct)
        {
            return right;
        }

        string[] choices = answers.Where(answer => kind == DemonstrationLabels.Random || answer != right).ToArray();
        return choices.Length > 0
            ? choices[random.Next(choices.Length)]
            : throw new InputException($"no wrong answer for the demonstration {example.Id}: all answers to draw from are '{right}'");
    }

    private static IEnumerable<string> Answers(IEnumerable<Example> examples) =>
        examples.Select(example => example.Answer).OfType<string>();

    private static Queue<Example> Shuffled(IEnumerable<Example> examples, SeededRandom random)
    {
        List<Example> members = examples.ToList();
        random.Shuffle(members);
        return new Queue<Example>(members);
    }
}
