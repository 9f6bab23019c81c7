using LogitLens.Datasets;
using LogitLens.Datasets.Catalogue;
using LogitLens.Experiments.Activations;
using LogitLens.Experiments.Inputs;
using LogitLens.Runs;
using LogitLens.Statistics.Sampling;

namespace LogitLens.Experiments.Probes;

/// <summary>The parts of the data.</summary>
internal enum ProbePart
{
    /// <summary>Probes are fitted on it, and the penalty is chosen within it.</summary>
    Train,

    /// <summary>The best layer is chosen on it.</summary>
    Validation,

    /// <summary>Everything is reported on it.</summary>
    Test,

    /// <summary>Left out, because it says the same as a text that is tested on.</summary>
    Duplicate,
}

/// <summary>The data of a run of probes: texts with their classes, each in its part.</summary>
/// <param name="Texts">All texts.</param>
/// <param name="Parts">[text] its part.</param>
/// <param name="Groups">[text] what it belongs together with others by.</param>
internal sealed record ProbeData(LabelledTexts Texts, ProbePart[] Parts, int[] Groups) : ReadData
{
    public override DataOrigin Origin => Texts.Dataset.Origin;

    public override int Count => Of(ProbePart.Test).Length;

    public override DatasetInput Input => base.Input with { CutTexts = Texts.CutTexts };

    /// <summary>How many sets of texts that are the same came in, and how many of these would have been in two parts.</summary>
    public required DuplicateTexts Duplicates { get; init; }

    /// <summary>Whether the data say which texts belong together, by <c>--cluster</c> or by themselves.</summary>
    public bool IsClustered { get; init; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Labels => Texts.Labels.Names;

    /// <summary>The places of a part's texts, in the data's order.</summary>
    public int[] Of(ProbePart part) => [.. Enumerable.Range(0, Parts.Length).Where(text => Parts[text] == part)];

    public override UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        Example example = Texts.Dataset.Examples[unit.Example];
        int[] tokens = Texts.Tokens[unit.Example];
        return new UnitPrompt
        {
            Id = unit.Id,
            Example = example.Id,
            Text = example.TokenIds is null ? example.Text : spell(tokens),
            Right = Labels[Texts.Classes[unit.Example]],
            Tokens = tokens.Length,
            Prompt = spell(tokens),
        };
    }

    /// <summary>Reads the data and divides it.</summary>
    /// <exception cref="InputException">Data or options are wrong, or a part would lack a class.</exception>
    public static ProbeData Open(ModelSource source, ProbeTrainOptions options)
    {
        long seed = options.Run.Seed;
        Dataset tested = new DataSource(options.Data, seed).Examples();
        bool hasTrain = DatasetCatalogue.Find(options.Data.Dataset) is { } entry && entry.Splits.Contains("train") && tested.Split != "train";
        LabelledTexts test = LabelledTexts.Of(source, tested);
        ProbeData data;
        if (hasTrain)
        {
            if (options.TestShare is not null)
            {
                throw new InputException(
                    $"--test-share has no effect: {options.Data.Dataset} has a train split to fit on, and its {tested.Split} split is tested on whole; --split "
                        + "train divides that one");
            }

            LabelledTexts train = LabelledTexts.Of(source, new DataSource(options.Data with { Split = "train" }, seed).Examples());
            data = FromSplits(train, test, options);
        }
        else
        {
            data = FromOne(test, options);
        }

        data.RequireClasses();
        data.RequirePosition(options.Position);
        return data;
    }

    protected override IEnumerable<string> Remarks()
    {
        if (Texts.CutTexts > 0)
        {
            yield return $"{Texts.CutTexts} texts were cut from their left to fit the model's context";
        }

        if (Duplicates.LeftOut > 0)
        {
            yield return $"{Duplicates.LeftOut} training texts are left out, because the test part has the same";
        }
    }

    private const double UsualTestShare = 0.25;

    private static ProbeData FromSplits(LabelledTexts train, LabelledTexts test, ProbeTrainOptions options)
    {
        HashSet<string> tested = [.. test.Tokens.Select(Key)];
        string?[] keys = [.. train.Tokens.Select(Key)];
        int[] groups = DataParts.Join(keys.Length, keys, [.. train.Dataset.Examples.Select(example => example.Cluster)]);
        int[] kept = [.. Enumerable.Range(0, keys.Length).Where(text => !tested.Contains(keys[text]!))];
        int[] parts = kept.Length == 0 ? [] : DataParts.Divide(
            [.. kept.Select(text => train.Classes[text])], [.. kept.Select(text => groups[text])], [1 - options.ValidationShare, options.ValidationShare],
            new SeededRandom(options.Run.Seed, "validation part"));
        ProbePart[] all = [.. Enumerable.Repeat(ProbePart.Duplicate, keys.Length), .. Enumerable.Repeat(ProbePart.Test, test.Tokens.Count)];
        for (int k = 0; k < kept.Length; k++)
        {
            all[kept[k]] = (ProbePart)parts[k];
        }

        LabelledTexts texts = train.And(test);
        return new ProbeData(texts, all, Together(texts, options))
        {
            IsClustered = texts.Dataset.Examples.Any(example => example.Cluster is not null),
            Duplicates = DuplicateTexts.Of([.. texts.Tokens.Select(Key)], keys.Length - kept.Length),
        };
    }

    private static ProbeData FromOne(LabelledTexts texts, ProbeTrainOptions options)
    {
        int[] groups = Together(texts, options);
        double share = options.TestShare ?? UsualTestShare, rest = 1 - share;
        int[] parts = DataParts.Divide(
            texts.Classes, groups, [rest * (1 - options.ValidationShare), rest * options.ValidationShare, share],
            new SeededRandom(options.Run.Seed, "parts"));
        return new ProbeData(texts, [.. parts.Select(part => (ProbePart)part)], groups)
        {
            IsClustered = texts.Dataset.Examples.Any(example => example.Cluster is not null),
            Duplicates = DuplicateTexts.Of([.. texts.Tokens.Select(Key)], 0),
        };
    }

    private static int[] Together(LabelledTexts texts, ProbeTrainOptions options)
    {
        _ = Conditions.ExampleClusters.Of(texts.Dataset, options.Data.Cluster);
        string?[] same = [.. texts.Tokens.Select(Key)], together = [.. texts.Dataset.Examples.Select(example => example.Cluster)];
        return Clusters.Number(DataParts.Join(texts.Tokens.Count, same, together).Select(root => $"{root}"));
    }

    private static string Key(int[] tokens) => string.Join(',', tokens);

    private void RequirePosition(ReadPosition position)
    {
        int shorter = Texts.Tokens.ToList().FindIndex(tokens => position.In(Texts.First, tokens.Length) < 0);
        if (position.Kind == PositionKind.One && shorter >= 0)
        {
            throw new InputException(
                $"{Texts.Dataset.Examples[shorter].Source}: a text of {Texts.Tokens[shorter].Length - Texts.First} tokens has no position {position}; "
                + "choose one that all texts reach, or last, mean or every");
        }
    }

    private void RequireClasses()
    {
        foreach (ProbePart part in (ProbePart[])[ProbePart.Train, ProbePart.Test])
        {
            int[] present = [.. Of(part).Select(text => Texts.Classes[text]).Distinct()];
            int needed = part == ProbePart.Train ? Texts.Classes.Distinct().Count() : 1;
            if (present.Length < needed)
            {
                string missing = string.Join(", ", Texts.Classes.Distinct().Except(present).Order().Select(label => Labels[label]));
                throw new InputException(
                    $"{Texts.Dataset.Name}: of {Parts.Length} texts, in {Groups.Distinct().Count()} groups, {Of(part).Length} are for "
                    + (part == ProbePart.Train ? "training" : "testing")
                    + (missing.Length > 0 ? $", and none of them is of class {missing}" : "") + "; give more data or other shares");
            }
        }
    }
}

/// <summary>Texts that are the same, token by token.</summary>
/// <param name="Texts">How many texts have a twin.</param>
/// <param name="Sets">In how many sets.</param>
/// <param name="LeftOut">Training texts that are left out because the test part has the same.</param>
internal sealed record DuplicateTexts(int Texts, int Sets, int LeftOut)
{
    /// <summary>Counts.</summary>
    internal static DuplicateTexts Of(IReadOnlyList<string> keys, int leftOut)
    {
        int[] sets = [.. keys.GroupBy(key => key, StringComparer.Ordinal).Select(set => set.Count()).Where(count => count > 1)];
        return new DuplicateTexts(sets.Sum(), sets.Length, leftOut);
    }
}
