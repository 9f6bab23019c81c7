using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>A text to be written on from.</summary>
/// <param name="Id">Its example's id, or its line.</param>
/// <param name="Ids">Its tokens, BOS first where that is asked for.</param>
/// <param name="Label">The class of the example that it is the beginning of; null where it has none.</param>
internal sealed record SteerPrompt(string Id, string Text, int[] Ids, int? Label);

/// <summary>Texts to be written on from, and labelled texts that directions are found and judges are measured on.</summary>
/// <param name="Prompts">The texts.</param>
/// <param name="Samples">How many times each is continued.</param>
/// <param name="Labelled">The labelled texts.</param>
/// <param name="Input">What run.json says of the prompts' data; null where they are given.</param>
/// <param name="Notes">Remarks that a reader of the results should see.</param>
internal sealed record SteerTextData(
    IReadOnlyList<SteerPrompt> Prompts, int Samples, LabelledTexts Labelled, DatasetInput? Input, IReadOnlyList<string> Notes) : IRunData
{
    // What a direction is found on beside prompts that are given.
    private const string GivenDataset = "reviews";

    /// <summary>What each prompt's example belongs to, by its id; null where all are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    /// <summary>The tokens of the labelled texts.</summary>
    public IReadOnlyList<int[]> Tokens => Labelled.Tokens;

    public UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        SteerPrompt prompt = Prompts[unit.Example / Samples];
        return new UnitPrompt { Id = unit.Id, Example = prompt.Id, Text = prompt.Text, Tokens = prompt.Ids.Length, Prompt = spell(prompt.Ids) };
    }

    /// <summary>Reads prompts and labelled texts.</summary>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    public static SteerTextData Open(ModelSource source, SteerOptions options)
    {
        SteerTextOptions texts = options.Texts;
        source.Files.RequireLanguageModel("steer --task generation");
        if (texts.GivesPrompts || texts.DirectionDataset is not null)
        {
            DataOptions elsewhere = new()
            {
                Dataset = texts.DirectionDataset ?? GivenDataset,
                Limit = texts.DirectionLimit,
                SkipBadRows = options.Data.SkipBadRows,
            };
            LabelledTexts labelled = LabelledTexts.Of(source, new DataSource(elsewhere, options.Run.Seed).Examples());
            return texts.GivesPrompts
                ? Make(source, options, Given(source, texts), labelled, null)
                : FromDataset(source, options, new DataSource(options.Data, options.Run.Seed).Examples(), labelled);
        }

        // Half of the texts, each class in its share, finds the direction; the others are written on from. What belongs together is in one part.
        Dataset all = new DataSource(options.Data, options.Run.Seed).Examples();
        double share = Math.Min(texts.DirectionLimit, (all.Examples.Count + 1) / 2) / (double)all.Examples.Count;
        int[] parts = DataParts.Divide(
            [.. all.Examples.Select(example => example.Label ?? 0)], [.. all.Examples.Select(example => example.Cluster)], [share, 1 - share],
            new SeededRandom(options.Run.Seed, "texts that a direction is found on"));
        return FromDataset(source, options, Part(1), LabelledTexts.Of(source, Part(0)));

        Dataset Part(int part) => all with { Examples = [.. all.Examples.Where((_, place) => parts[place] == part)] };
    }

    /// <summary>
    /// [labelled text] its cluster: by <c>--cluster</c> where they are of the run's own data; of other data, which have no such option, by what these say
    /// themselves. Null where all are independent.
    /// </summary>
    internal static int[]? LabelledClusters(LabelledTexts labelled, SteerOptions options)
    {
        bool isOwn = !options.Texts.GivesPrompts && options.Texts.DirectionDataset is null;
        string[] names = [.. labelled.Dataset.Examples.Select(example => example.Cluster).OfType<string>()];
        return (isOwn && options.Data.Cluster is null) || names.Length < labelled.Dataset.Examples.Count ? null : Statistics.Clusters.Number(names);
    }

    private static SteerTextData FromDataset(ModelSource source, SteerOptions options, Dataset dataset, LabelledTexts labelled)
    {
        SteerPrompt[] prompts =
        [
            .. dataset.Examples.Select(example =>
            {
                int[] ids = example.TokenIds is { } given ? [.. given] : source.Files.RequireTokenizer().Encode(example.Text);
                int[] first = ids[..Math.Min(ids.Length, options.Texts.PromptTokens)];
                return first.Length == 0
                    ? throw new InputException($"{example.Source}: the text is empty")
                    : Prompt(source, example.Id, source.Files.RequireTokenizer().Decode(first), first,
                        dataset.Labels?.Names.SequenceEqual(labelled.Labels.Names) == true ? example.Label : null);
            }),
        ];
        SteerTextData data =
            Make(source, options, prompts, labelled, new DatasetInput(dataset.Name, dataset.Split, dataset.Origin.Sha256, dataset.Examples.Count));
        IReadOnlyDictionary<string, string>? clusters = ExampleClusters.Of(dataset, options.Data.Cluster);
        return data with { Clusters = clusters, Notes = [.. data.Notes, .. ExampleClusters.Notes(clusters)] };
    }

    private static SteerPrompt[] Given(ModelSource source, SteerTextOptions options)
    {
        if (options.Prompt is { } one)
        {
            return [Prompt(source, "prompt", one, source.Files.RequireTokenizer().Encode(one), null)];
        }

        string path = options.Prompts!;
        string[] lines = PlainTextReader.Read(path).Text.Split('\n');
        SteerPrompt[] prompts =
        [
            .. lines.Select((line, index) => (Line: line.TrimEnd('\r'), Number: index + 1)).Where(each => each.Line.Trim().Length > 0)
                .Select(each => Prompt(source, $"line:{each.Number}", each.Line, source.Files.RequireTokenizer().Encode(each.Line), null)),
        ];
        return prompts.Length > 0 ? prompts : throw new InputException($"{path}: there is no prompt in it: each line that is not empty is one");
    }

    private static SteerPrompt Prompt(ModelSource source, string id, string text, int[] ids, int? label)
    {
        int[] whole = source.BosId is { } bos && (ids.Length == 0 || ids[0] != bos) ? [bos, .. ids] : ids;
        GivenPrompt.RequireKnown(source, whole);
        return whole.Length > 0 ? new SteerPrompt(id, text, whole, label)
            : throw new InputException("--prompt is empty; give it at least one character, or --bos");
    }

    private static SteerTextData Make(ModelSource source, SteerOptions options, SteerPrompt[] prompts, LabelledTexts labelled, DatasetInput? input)
    {
        if (prompts.Length == 0)
        {
            throw new InputException("no text is left to be written on from: half of the data finds the direction; give more, or --direction-dataset");
        }

        int longest = prompts.Max(prompt => prompt.Ids.Length), context = source.Files.Config.ContextLength;
        return longest + options.Decoding.MaxNewTokens > context
            ? throw new InputException(
                $"a prompt of {longest} tokens and {options.Decoding.MaxNewTokens} new ones (--max-new-tokens) do not fit into the model's context of "
                + $"{context}")
            : new SteerTextData(prompts, options.Texts.Samples, labelled, input, [.. labelled.Notes]);
    }
}
