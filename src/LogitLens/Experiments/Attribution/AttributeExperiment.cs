using LogitLens.Experiments.Attribution.Methods;
using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps.Effects;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Runs.Records;

namespace LogitLens.Experiments.Attribution;

/// <summary>Which tokens an answer comes from, prompt by prompt.</summary>
internal sealed class AttributeExperiment(AttributeOptions options, IProgressSink progress)
    : ModelExperiment<PromptData, AttributionRecord, AttributionResult>(options.Model, progress)
{
    private (int Token, int? Against)? _asked;
    private Tensor? _baseline;
    private PromptAttributions? _methods;

    public override IReadOnlyList<WorkBatch> Plan()
    {
        RequireKnownExamples();
        _asked = AskedToken();
        IEnumerable<WorkUnit> units = Data.Prompts.Select((prompt, index) => new WorkUnit(prompt.Id, index));
        return WorkBatch.Of(new LengthBatches(Config, options.Run, Source.Device).Cut(units, unit => Data.Prompts[unit.Example].Ids.Length, shared: 0));
    }

    public override IReadOnlyList<AttributionRecord> Compute(WorkBatch batch, CancellationToken cancellation) =>
    [
        .. batch.Units.Select(unit =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Attribute(Data.Prompts[unit.Example]);
        }),
    ];

    public override AttributionResult Summarise(IEnumerable<AttributionRecord> records) =>
        new AttributionSummary(Data, Source.Files.Tokenizer, options).Of([.. records]);

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

    protected override PromptData Open(ModelSource source) => options.IsPrompt
        ? PromptData.Given(source, options.Prompt, options.TokenIds, options.Data.LabelTokenIds)
        : PromptData.Of(source, options.Data, options.Prompts, options.Run.Seed);

    protected override void Prepare()
    {
        _baseline = PromptAttributions.Baseline(Model, options.Attribution.Baseline, Source.Files.Tokenizer?.EndOfText);
        _methods = new PromptAttributions(Model, options.Attribution, _baseline, options.Run.Batch.Memory.Bytes);
    }

    protected override void Dispose(bool disposing)
    {
        _baseline?.Dispose();
        base.Dispose(disposing);
    }

    private string What => options.IsPrompt ? ModelName : $"{ModelName} on {ShownName.Of(options.Data.Dataset)}";

    private AttributionRecord Attribute(PartedPrompt prompt)
    {
        AttributionTarget target = Target(prompt);
        TargetScore score = new(Model, target);
        double whole = score.Of(prompt.Ids);
        IReadOnlyList<TokenAttribution> attributions = _methods!.Of(score, prompt.Ids);
        return new AttributionRecord
        {
            Id = prompt.Id,
            Label = prompt.Label,
            Target = target,
            Score = whole,
            Attributions = attributions,
            Removals = options.Attribution.Faithfulness
                ? _methods.Removals(score, whole, prompt.Ids, prompt.TextPositions, attributions, new SeededRandom(options.Run.Seed, $"orders of {prompt.Id}"))
                : null,
        };
    }

    private AttributionTarget Target(PartedPrompt prompt)
    {
        if (_asked is { } asked)
        {
            return new AttributionTarget(asked.Token, asked.Against);
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch batch = new([prompt.Ids]);
        Tensor last = tensor(batch.LastPositions, [1, 1], ScalarType.Int64, Model.Device);
        Tensor stream = Model.FinalNorm(Model.RunBlocks(Model.Embed(batch), new PartialRun { Positions = last })).squeeze(1);
        if (Data.LabelTokens.Length == 0)
        {
            return new AttributionTarget(Model.Unembed(stream).argmax(1).Ints()[0], null);
        }

        float[] logits = Model.Unembed(stream, tensor([.. Data.LabelTokens.Select(id => (long)id)], device: Model.Device)).Floats();
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
