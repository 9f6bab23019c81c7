using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Attribution;

/// <summary>Which tokens an answer comes from, prompt by prompt.</summary>
internal sealed class AttributeExperiment(AttributeOptions options, IProgressSink progress)
    : ModelExperiment<PromptData, AttributionRecord, AttributionResult>(options.Model, progress)
{
    private (int Token, int? Against)? _asked;
    private Tensor? _baseline;
    private PromptAttributions? _methods;
    private Transformer? _random;
    private Tensor? _randomBaseline;
    private PromptAttributions? _randomMethods;
    private IReadOnlyDictionary<string, string>? _marked;
    private CancellationToken _cancellation;
    private long _rows;

    public override IReadOnlyList<WorkBatch> Plan()
    {
        RequireKnownExamples();
        _asked = AskedToken();
        IEnumerable<WorkUnit> units = Data.Prompts.Select((prompt, index) => new WorkUnit(prompt.Id, index));
        return WorkBatch.Of(new LengthBatches(Config, options.Run, Source.Device).Cut(units, unit => Data.Prompts[unit.Example].Ids.Length, shared: 0));
    }

    public override IReadOnlyList<AttributionRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        (_cancellation, _rows) = (cancellation, 0);
        PartedPrompt[] prompts = [.. batch.Units.Select(unit => Data.Prompts[unit.Example])];
        int[][] rows = Array.ConvertAll(prompts, prompt => prompt.Ids);
        IReadOnlyList<AttributionTarget> targets = Targets(prompts);
        IReadOnlyList<ScoredPrompt> scored = _methods!.Scores(rows, targets);
        IReadOnlyList<IReadOnlyList<TokenAttribution>> attributions = _methods.Of(scored);
        IReadOnlyList<IReadOnlyList<TokenAttribution>>? random = _randomMethods?.Of(_randomMethods.Scores(rows, targets));
        IReadOnlyList<IReadOnlyList<RemovalEffect>>? removals = !options.Attribution.Faithfulness ? null : _methods.Removals(
            [
                .. prompts.Select((prompt, place) => (
                    scored[place], prompt.TextPositions, attributions[place], new SeededRandom(options.Run.Seed, $"orders of {prompt.Id}"))),
            ]);
        return
        [
            .. prompts.Select((prompt, place) => new AttributionRecord
            {
                Id = prompt.Id,
                Label = prompt.Label,
                Target = targets[place],
                Score = scored[place].Score,
                Attributions = attributions[place],
                Random = random?[place],
                Removals = removals?[place],
            }),
        ];
    }

    public override AttributionResult Summarise(IEnumerable<AttributionRecord> records) =>
        new AttributionSummary(Data, Source.Files.Tokenizer, options) { Marked = _marked }.Of([.. records]);

    public override IEnumerable<CsvTable> Tables(AttributionResult result) => AttributionTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(AttributionResult result) => AttributionFigures.Of(result, What);

    public override SummaryTable Headline(AttributionResult result) => AttributionTables.Headline(result, What);

    public override RunMeasurements Measure(AttributionResult result, IEnumerable<AttributionRecord> records)
    {
        if (options.IsPrompt)
        {
            return RunMeasurements.None("looks at one prompt; only runs over a dataset have examples to compare");
        }

        AttributionRecord[] all = [.. records];
        return new RunMeasurements([RecordMetric<AttributionRecord>.Read(
            "attribution", all, [RecordMetric<AttributionRecord>.Mean("score", record => record.Score)], record => record.Id, record => record.Label ?? 0)]);
    }

    protected override PromptData Open(ModelSource source)
    {
        if ((options.Continuation is not null ? "--continuation" : options.Attribution.TargetToken is not null ? "--target-token" : null) is { } goesOn)
        {
            source.Files.RequireLanguageModel(goesOn);
        }

        if (options.HumanSheet is not null)
        {
            _ = source.Files.RequireTokenizer();
        }

        if (options.Marks is { } column)
        {
            _ = source.Files.RequireTokenizer();
            _marked = new DataSource(options.Data, options.Run.Seed).Column(column);
        }

        return options.Continuation is { } continuation ? PromptData.Continued(source, options.Prompt, options.TokenIds, continuation)
            : options.IsPrompt ? PromptData.Given(source, options.Prompt, options.TokenIds, options.Data.LabelTokenIds)
            : PromptData.Of(source, options.Data, options.Prompts, options.Run.Seed);
    }

    protected override void Prepare()
    {
        _baseline = PromptAttributions.Baseline(Model, options.Attribution.Baseline, Source.Files.Tokenizer?.EndOfText);
        _methods = new PromptAttributions(Model, options.Attribution, _baseline, options.Run.Batch.Memory.Bytes, Passed);
        if (options.Attribution.RandomModel)
        {
            _random = UntrainedModel.Of(Model, options.Run.Seed);
            _randomBaseline = PromptAttributions.Baseline(_random, options.Attribution.Baseline, Source.Files.Tokenizer?.EndOfText);
            _randomMethods = new PromptAttributions(_random, options.Attribution, _randomBaseline, options.Run.Batch.Memory.Bytes, Passed);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _baseline?.Dispose();
        _randomBaseline?.Dispose();
        _random?.Dispose();
        base.Dispose(disposing);
    }

    private string What => options.IsPrompt ? ModelName : $"{ModelName} on {ShownName.Of(options.Data.Dataset)}";

    // A batch may take minutes: what is done of it is told pass by pass, and it ends there when it is to end.
    private void Passed(int rows)
    {
        _cancellation.ThrowIfCancellationRequested();
        _rows += rows;
        Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{_rows:N0} rows of this batch"));
    }

    private IReadOnlyList<AttributionTarget> Targets(PartedPrompt[] prompts)
    {
        if (_asked is { } asked)
        {
            return [.. prompts.Select(_ => new AttributionTarget(asked.Token, asked.Against))];
        }

        if (prompts.All(prompt => prompt.Next is not null))
        {
            return [.. prompts.Select(prompt => new AttributionTarget(prompt.Next!.Value, null))];
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor stream = new TargetScore(Model).LastStream(Array.ConvertAll(prompts, prompt => prompt.Ids));
        if (Data.LabelTokens.Length == 0)
        {
            return [.. Model.Unembed(stream).argmax(1).Ints().Select(token => new AttributionTarget(token, null))];
        }

        float[][] logits =
            [.. Model.Unembed(stream, tensor([.. Data.LabelTokens.Select(id => (long)id)], device: Model.Device)).Floats().Chunk(Data.LabelTokens.Length)];
        return [.. prompts.Zip(logits, Target)];
    }

    private AttributionTarget Target(PartedPrompt prompt, float[] logits)
    {
        int answer = options.Attribution.Target == AttributedAnswer.Right && prompt.Label is { } right ? right : Array.IndexOf(logits, logits.Max());
        return new AttributionTarget(Data.LabelTokens[answer], Data.LabelTokens[LabelScores.BestOther(logits, answer)]);
    }

    private (int Token, int? Against)? AskedToken()
    {
        if (options.Attribution.TargetToken is not { } text)
        {
            return null;
        }

        int token = OneToken(text, "--target-token");
        int? against = options.Attribution.AgainstToken is { } other ? OneToken(other, "--against-token") : null;
        return token == against ? throw new InputException("--against-token is the target token itself") : (token, against);
    }

    private int OneToken(string text, string option)
    {
        int[] ids = Source.Files.RequireTokenizer().Encode(text);
        return ids.Length == 1
            ? ids[0]
            : throw new InputException(
                $"{option} \"{text}\" is {ids.Length} tokens of this model; give one token, with its leading space where it follows a word");
    }

    private void RequireKnownExamples()
    {
        HashSet<string> known = [.. Data.Prompts.Select(prompt => prompt.Id)];
        if (options.Examples.FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new InputException($"--examples {missing}: there is no such example in this run; ids look like {Data.Prompts[0].Id}");
        }
    }
}
