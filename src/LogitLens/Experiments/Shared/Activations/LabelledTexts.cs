using LogitLens.Datasets;

namespace LogitLens.Experiments;

/// <summary>Texts of known classes as token ids, without any prompt around them: what activations are read of.</summary>
/// <param name="Dataset">The examples; each has a label.</param>
/// <param name="Tokens">[text] its token ids, BOS first where that is asked for, cut from the left to the model's context.</param>
/// <param name="CutTexts">How many were cut.</param>
internal sealed record LabelledTexts(Dataset Dataset, LabelSet Labels, IReadOnlyList<int[]> Tokens, int CutTexts)
{
    /// <summary>The place of each text's first own token: 1 behind BOS, else 0.</summary>
    public int First { get; init; }

    /// <summary>[text] its class; of a text with a label for each token its most frequent one.</summary>
    public int[] Classes { get; } = [.. Dataset.Examples.Select(example => example.Label ?? Mode(example.UnitLabels))];

    /// <summary>[text][own token] its label; null where labels are of whole texts.</summary>
    public IReadOnlyList<int[]>? TokenLabels { get; init; }

    /// <summary>Remarks that a reader of the results should see.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (Dataset.Origin.Skipped.Count > 0)
            {
                yield return $"{Dataset.Origin.Skipped.Count} bad rows of {Dataset.Name} were skipped; the first: {Dataset.Origin.Skipped[0]}";
            }

            if (CutTexts > 0)
            {
                yield return $"{CutTexts} texts of {Dataset.Name} were cut from their left to fit the model's context";
            }
        }
    }

    /// <summary>These texts, and behind them another part of the same data.</summary>
    public LabelledTexts And(LabelledTexts other) => new(
        Dataset with
        {
            Origin = new DataOrigin(
                other.Dataset.Name, other.Dataset.Split, [.. Dataset.Origin.Files, .. other.Dataset.Origin.Files],
                    Dataset.Origin.RowCount + other.Dataset.Origin.RowCount,
                [.. Dataset.Origin.Skipped, .. other.Dataset.Origin.Skipped]),
            Examples = [.. Dataset.Examples, .. other.Dataset.Examples],
        },
        Labels,
        [.. Tokens, .. other.Tokens],
        CutTexts + other.CutTexts)
    {
        First = First,
        TokenLabels = TokenLabels is null || other.TokenLabels is null ? null : [.. TokenLabels, .. other.TokenLabels],
    };

    /// <summary>Makes a dataset's texts ready for a model.</summary>
    /// <exception cref="InputException">It has no labels or one class, or a text is empty or not of the model's vocabulary.</exception>
    public static LabelledTexts Of(ModelSource source, Dataset dataset)
    {
        bool hasUnits = dataset.Examples.Any(example => example.UnitLabels is not null);
        if (dataset.Labels is not { } labels || dataset.Examples.Any(example => example.Label is null && example.UnitLabels is null))
        {
            throw new InputException(
                $"{dataset.Name} has no labels, and activations are read by class here; "
                + (dataset.Columns.Count > 0 ? $"its columns are {string.Join(", ", dataset.Columns)}: choose the labels' with --label-column"
                    : "give each row a label"));
        }

        int[] present = [.. dataset.Examples.SelectMany(example => example.UnitLabels ?? [example.Label!.Value]).Distinct().Order()];
        if (present.Length < 2)
        {
            throw new InputException($"{dataset.Name}: all {dataset.Examples.Count} rows are of the class '{labels.Names[present[0]]}'; "
                + "there must be two classes or more");
        }

        int context = source.Files.Config.ContextLength, cut = 0;
        int[] before = source.BosId is { } bos ? [bos] : [];
        List<int[]> ofTokens = [];
        int[][] tokens = [.. dataset.Examples.Select(example =>
        {
            int[] own = example.TokenIds is { } ids ? [.. ids] : source.Files.RequireTokenizer().Encode(example.Text);
            GivenPrompt.RequireKnown(source, own);
            int[] unitLabels = hasUnits ? TokenLabelling.Of(example, own.Length, source.Files.Tokenizer) : [];
            own = before.Length > 0 && own.Length > 0 && own[0] == before[0] ? own[1..] : own;
            if (own.Length == 0)
            {
                throw new InputException($"{example.Source}: the text is empty");
            }

            int room = context - before.Length;
            ofTokens.Add(unitLabels[Math.Max(0, unitLabels.Length - Math.Min(room, own.Length))..]);
            cut += own.Length > room ? 1 : 0;
            return (int[])[.. before, .. own.Length > room ? own[^room..] : own];
        })];
        return new LabelledTexts(dataset, labels, tokens, cut) { First = before.Length, TokenLabels = hasUnits ? ofTokens : null };
    }

    // The first of equals.
    private static int Mode(IReadOnlyList<int>? labels) =>
        labels is null ? 0 : labels.GroupBy(label => label).OrderByDescending(own => own.Count()).ThenBy(own => own.Key).First().Key;
}
