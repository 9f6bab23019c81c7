using LogitLens.Datasets;
using LogitLens.Runs;
using LogitLens.Statistics;

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

    /// <summary>Left out, because it says the same as a text that is tested on, is a part of one, or has one in it.</summary>
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

    /// <summary>What rows belong together by: their texts, and what these belong to; null where each row is a text that belongs to nothing.</summary>
    /// <param name="texts">[row] the id of its text.</param>
    public IReadOnlyList<int>? ClustersOf(IEnumerable<string> texts)
    {
        string[] ids = [.. texts];
        if (!IsClustered && ids.Distinct(StringComparer.Ordinal).Count() == ids.Length)
        {
            return null;
        }

        _groupOf ??= Texts.Dataset.Examples.Select((example, text) => (example.Id, Group: Groups[text]))
            .ToDictionary(pair => pair.Id, pair => pair.Group, StringComparer.Ordinal);
        return Clusters.Number(ids.Select(id => $"{_groupOf[id]}"));
    }

    private Dictionary<string, int>? _groupOf;

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
    public static ProbeData Open(ModelSource source, ProbeTrainOptions options) => Open(source, options, dataset => dataset, shareMustApply: true);

    /// <summary>The same of further data, whose classes are put into others; those that have a train split need no share that is tested on.</summary>
    /// <param name="options">Which data, and how they are divided.</param>
    /// <param name="relabel">Puts a dataset's classes into others.</param>
    internal static ProbeData OpenFurther(ModelSource source, ProbeTrainOptions options, Func<Dataset, Dataset> relabel) =>
        Open(source, options, relabel, shareMustApply: false);

    private static ProbeData Open(ModelSource source, ProbeTrainOptions options, Func<Dataset, Dataset> relabel, bool shareMustApply)
    {
        long seed = options.Run.Seed;
        bool byToken = options.Position.Kind == PositionKind.Every;
        DataSource data = new(options.Data, seed);
        if (!byToken && data.HasUnitLabels)
        {
            throw new InputException($"{options.Data.Dataset} has a label for each word or token: --position every reads them");
        }

        Dataset tested = relabel(byToken ? data.ExamplesByToken() : data.Examples());
        bool hasTrain = HasTrain(options.Data.Dataset, tested.Split);
        LabelledTexts test = LabelledTexts.Of(source, tested);
        ProbeData divided;
        if (hasTrain)
        {
            if (options.TestShare is not null && shareMustApply && options.Transfer.All(name => HasTrain(name, DatasetCatalogue.Find(name)?.DefaultSplit)))
            {
                throw new InputException(
                    $"--test-share has no effect: {options.Data.Dataset} has a train split to fit on, and its {tested.Split} split is tested on whole; "
                    + "--split train divides that one");
            }

            LabelledTexts train = LabelledTexts.Of(source, relabel(new DataSource(options.Data with { Split = "train" }, seed).Examples()));
            divided = ProbeDivision.OfSplits(train, test, options);
        }
        else
        {
            divided = ProbeDivision.OfOne(test, options);
        }

        divided.RequireClasses();
        divided.RequirePosition(options.Position);
        return divided;
    }

    // Whether a dataset has a train split beside the one that is tested on.
    private static bool HasTrain(string dataset, string? tested) =>
        DatasetCatalogue.Find(dataset) is { } entry && entry.Splits.Contains("train") && tested != "train";

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

        if (Duplicates.PartsLeftOut > 0)
        {
            yield return $"{Duplicates.PartsLeftOut} training texts are left out that are a part of a tested text, or have one in them";
        }

        if (Duplicates.Phrases > 0)
        {
            yield return $"{Duplicates.Phrases} texts are parts of others, as phrases of sentences, and are in the same part of the data as these";
        }
    }

    /// <summary>What a text shares with those of other data that are the same: its tokens, and its words but for capitals and spaces.</summary>
    internal IEnumerable<string> NamesOf(int text)
    {
        yield return Key(Texts.Tokens[text]);
        Example example = Texts.Dataset.Examples[text];
        if (example.TokenIds is null && Phrases.Spell(example.Text) is { } words)
        {
            yield return $"words {words}";
        }
    }

    /// <summary>What texts that are the same share.</summary>
    internal static string Key(int[] tokens) => string.Join(',', tokens);

    private void RequirePosition(ReadPosition position)
    {
        int shorter = Texts.Tokens.ToList().FindIndex(tokens => position.In(Texts.First, tokens.Length) < 0);
        if (position.Kind == PositionKind.One && shorter >= 0)
        {
            throw new InputException(
                $"{Texts.Dataset.Examples[shorter].Source}: a text of {Texts.Tokens[shorter].Length - Texts.First} tokens has no position {position}; choose "
                + "one that all texts reach, or last, mean or every");
        }
    }

    private void RequireClasses()
    {
        foreach (ProbePart part in (ProbePart[])[ProbePart.Train, ProbePart.Test])
        {
            int[] all = [.. Texts.TokenLabels?.SelectMany(own => own).Distinct() ?? Texts.Classes.Distinct()];
            int[] present = [.. Of(part).SelectMany(text => Texts.TokenLabels?[text] ?? [Texts.Classes[text]]).Distinct()];
            int needed = part == ProbePart.Train ? all.Length : 1;
            if (present.Length < needed)
            {
                string missing = string.Join(", ", all.Except(present).Order().Select(label => Labels[label]));
                throw new InputException(
                    $"{Texts.Dataset.Name}: of {Parts.Length} texts, in {Groups.Distinct().Count()} groups, {Of(part).Length} are for "
                    + (part == ProbePart.Train ? "training" : "testing")
                    + (missing.Length > 0 ? $", and none of them is of class {missing}" : "") + "; give more data or other shares");
            }
        }
    }
}
