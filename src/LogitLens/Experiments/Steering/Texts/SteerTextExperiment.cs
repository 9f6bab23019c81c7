using LogitLens.Experiments.Evaluation;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Steering.SteerTextRecord>;

namespace LogitLens.Experiments.Steering;

/// <summary>Has a model write on from prompts under every setting, and has judges say of which class what it writes is.</summary>
internal sealed class SteerTextExperiment(SteerOptions options, IProgressSink progress)
    : ModelExperiment<SteerTextData, SteerTextRecord, SteerTextResult>(options.Model, progress)
{
    private RunSetup<SteerTextSetup>? _setup;
    private SteeredSites? _sites;
    private SteerEdits? _edits;
    private JudgeBench? _judges;
    private IReadOnlyList<TextSetting>? _settings, _asked;

    public override RunSetup<SteerTextSetup> Setup => _setup ??= new(FindSetup);

    private IReadOnlyList<TextSetting> Settings => _settings ??= TextSetting.Of(options, Setup.Value.Windows, Asked);

    private IReadOnlyList<TextSetting> Asked => _asked ??=
        [.. AskedSetting.Of(options.Texts, Words, Towards, [.. LabelledTexts.Zip(Data.Labelled.Classes)], options.Run.Seed)];

    private IReadOnlyList<string> Words => Data.Labelled.Labels.Names;

    // The class that the direction points to, and whether each labelled text is of it.
    private int Towards => options.Direction.TowardsOf(Words);

    private bool[] IsTowards()
    {
        int towards = Towards;
        return [.. Data.Labelled.Classes.Select(label => label == towards)];
    }

    private IEnumerable<string> LabelledTexts => Data.Labelled.Dataset.Examples.Select((example, place) =>
        example.TokenIds is null ? example.Text : Source.Files.RequireTokenizer().Decode(Data.Tokens[place]));

    private SteeredSites Sites => _sites ??= SteeredSites.Of(options.Steering, options.Direction.Direction, Config);

    private SteerEdits Edits => _edits ??= new SteerEdits(
        options.Steering, Sites, Setup.Value.Directions, options.Run.Seed,
        options.Steering.Positions == SteeredPositions.All ? PositionChoice.All : PositionChoice.FromLast, Source.Device);

    private JudgeBench Judges => _judges ??= JudgeBench.Open(
        options.Texts.Judge, options.Model, Source, Model, Data.Labelled.Labels, Towards, options.Run, Progress);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        Finder().Require();
        JudgeBench.Require(options.Texts.Judge, options.Model, Source, Data.Labelled.Labels, Towards, Progress);

        // What asks for a class stands before a prompt.
        int extra = Asked.Select(setting => Before(setting).Length).Append(0).Max();
        int longest = Data.Prompts.Max(prompt => prompt.Ids.Length) + extra + options.Decoding.MaxNewTokens;
        if (longest > Config.ContextLength)
        {
            throw new InputException(
                $"the demonstrations or the instruction of prompting, a prompt and its continuation take {longest} tokens, and the model's context is "
                + $"{Config.ContextLength}: fewer --demonstrations (0 for none), a shorter --instruction, or fewer --max-new-tokens");
        }

        return
        [
            .. new WritingBatches(Config, options.Run, Source.Device)
                .Cut(Data.Prompts.Count * Data.Samples, unit => Data.Prompts[unit / Data.Samples].Ids.Length, longest)
                .Select(batch => new WorkBatch([.. batch.Select(unit => new WorkUnit(IdOf(unit), unit))])),
        ];
    }

    public override IReadOnlyList<SteerTextRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        List<SteeredText>[] texts = [.. batch.Units.Select(_ => new List<SteeredText>())];
        foreach (TextSetting setting in Settings)
        {
            SteeredText[] written = Write(batch, setting, cancellation);
            for (int row = 0; row < written.Length; row++)
            {
                texts[row].Add(written[row]);
            }
        }

        return
        [
            .. batch.Units.Select((unit, row) => new SteerTextRecord
            {
                Id = unit.Id,
                Example = PromptOf(unit.Example).Id,
                Sample = Data.Samples > 1 ? (unit.Example % Data.Samples) + 1 : null,
                Label = PromptOf(unit.Example).Label,
                Prompt = PromptOf(unit.Example).Text,
                Texts = texts[row],
            }),
        ];
    }

    public override SteerTextResult Summarise(IEnumerable<SteerTextRecord> records)
    {
        SteerTextSummary summary = new(options, Settings, Setup.Value, Words, Towards) { Clusters = Data.Clusters };
        return summary.Of([.. records]) with { Notes = Data.Notes };
    }

    public override IEnumerable<CsvTable> Tables(SteerTextResult result) => SteerTextTables.Of(result);

    public override IEnumerable<ResultFile> Files(SteerTextResult result) => ControlVector.Files(Setup.Value.Directions.Direction);

    public override IEnumerable<DrawnFigure> Draw(SteerTextResult result) => SteerTextFigures.Of(result, What);

    public override SummaryTable Headline(SteerTextResult result) => SteerTextTables.Headline(result, What);

    public override RunMeasurements Measure(SteerTextResult result, IEnumerable<SteerTextRecord> records)
    {
        SteerTextRecord[] all = [.. records];
        return new RunMeasurements(
        [
            .. result.Settings.Select((setting, place) => Metric.Read(
                setting.Name, all,
                [
                    .. result.Judges.Select((judge, of) => Metric.Share($"{judge.Judge}_{result.Towards}", record => record.Texts[place].Scores[of] > 0)),
                    Metric.Mean("kl", record => record.Texts[place].Kl),
                    Metric.Mean("log_prob_per_token", record => record.Texts[place].LogProb / record.Texts[place].NewTokens.Length),
                ],
                record => record.Id, null)),
        ]);
    }

    protected override IReadOnlyList<FileInput> FurtherInputs => [.. JudgeBench.NamedModels(options.Texts.Judge, options.Model, Progress)];

    protected override SteerTextData Open(ModelSource source) => SteerTextData.Open(source, options);

    protected override void Dispose(bool disposing)
    {
        _edits?.Dispose();
        _judges?.Dispose();
        base.Dispose(disposing);
    }

    private string What => options.Texts.GivesPrompts ? ModelName : $"{ModelName}, {ShownName.Of(options.Data.Dataset)}";

    private SteerPrompt PromptOf(int unit) => Data.Prompts[unit / Data.Samples];

    private string IdOf(int unit) => Data.Samples == 1 ? PromptOf(unit).Id : $"{PromptOf(unit).Id}#{(unit % Data.Samples) + 1}";

    private SteeredText[] Write(WorkBatch batch, TextSetting setting, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        ContinuationReader reader = new(Source.Files.Tokenizer, options.Decoding.StopSequences());
        int[][] prompts = [.. batch.Units.Select(unit => PromptOf(unit.Example).Ids)];
        int[] before = Before(setting);
        WrittenText[] written = PairedDecoder.Write(
            Model,
            prompts,
            before.Length == 0 ? prompts : [.. prompts.Select(prompt => AskedSetting.Put(before, prompt, Data.Labelled.First))],
            setting.Item is null ? [] : Edits.Of(setting.Item).Interventions,
            options.Decoding.MaxNewTokens,
            Choice(batch.Units.Select(unit => unit.Id)),
            reader.Ending(cancellation),
            setting.Item is not null && options.Steering.Alpha == FlippedRun.Unsteered ? Choice(batch.Units.Select(unit => unit.Id)) : null);
        Continuation[] read = [.. written.Select(row => reader.Read(row.Tokens))];
        string[] texts = [.. read.Select(continuation => continuation.Text ?? "")];
        double[][] scores = [.. Judges.Judges.Select(judge => judge.Score(texts))];
        return
        [
            .. written.Select((row, place) => new SteeredText(
                setting.Name, texts[place], row.Tokens, read[place].Finish, row.LogProb, row.Kl, [.. scores.Select(judge => judge[place])])),
        ];
    }

    private int[] Before(TextSetting setting) => setting.Before is { } text ? Source.Files.RequireTokenizer().Encode(text) : [];

    private TokenGenerator.TokenChoice Choice(IEnumerable<string> ids) => ExampleDraws.Choice(options.Decoding, options.Run.Seed, ids);

    // Beginnings of the labelled texts, written on from without steering.
    private SteerSetup AboutContinuations(SteerSetup directions, CancellationToken cancellation)
    {
        ContinuationReader reader = new(Source.Files.Tokenizer, options.Decoding.StopSequences());
        int[][] begun = [.. Data.Tokens.Select(text => text[..Math.Min(text.Length, Data.Labelled.First + options.Texts.PromptTokens)])];
        int[][] written = new UnsteeredTexts(Model, options.Decoding, options.Run, reader).Write(begun, Progress, cancellation);
        ActivationPoint[] points = [.. directions.Direction.Select(direction => new ActivationPoint(Sites.ByLayer[direction.Layer]))];
        ActivationReader activations = new(Model, points, ReadPosition.Every, Data.Labelled.First);
        double[][][] centres = ContinuationCentre.Read(
            new ActivationPass(activations, new LengthBatches(Config, options.Run, Source.Device)), points.Length, written,
            IsTowards(), Data.Labelled.First, Progress, cancellation);
        return ContinuationCentre.About(directions, centres, options.Direction.RandomDirections, options.Run.Seed);
    }

    // What each labelled text belongs to; null for one that stands alone.
    private string?[] ClusterNames => [.. Data.Labelled.Dataset.Examples.Select(example => example.Cluster)];

    private DirectionFinder Finder() => new(options.Direction, options.Steering, Sites, Config, options.Run.Seed)
    {
        Words = Words,
        Labels = Data.Labelled.Classes,
        Clusters = ClusterNames,
        TakesAll = true,
        Encode = text => [.. Source.BosId is { } bos ? (int[])[bos] : [], .. Source.Files.RequireTokenizer().Encode(text)],
        Unasked = ReadPosition.Mean,
        First = Data.Labelled.First,
    };

    private SteerTextSetup FindSetup(CancellationToken cancellation)
    {
        SteerSetup directions = Finder().Find(Model, Data.Tokens, new LengthBatches(Config, options.Run, Source.Device), Progress, cancellation);
        if (options.Steering.Centre == SteerCentre.Continuations)
        {
            directions = AboutContinuations(directions, cancellation);
        }

        bool chooses = options.Steering.Layers.Count == 0 && directions.Direction.All(direction => direction.HeldOutAccuracy is not null);
        LayerDirection best = directions.Direction.MaxBy(direction => direction.HeldOutAccuracy ?? 0)!;
        Progress.Begin("measuring the judges", total: 0);
        string[] texts = [.. LabelledTexts];
        bool[] isTowards = IsTowards();
        int[]? clusters = SteerTextData.LabelledClusters(Data.Labelled, options);
        JudgeRates[] rates = [.. Judges.Judges.Select(judge => JudgeRates.Of(judge.Name, judge.Score(texts), isTowards, clusters))];
        Progress.End();
        return new SteerTextSetup(directions, chooses ? [new LayerWindow(best.Layer, best.Layer)] : Sites.Windows, rates);
    }
}

/// <summary>What a run of texts finds out once.</summary>
/// <param name="Directions">The directions.</param>
/// <param name="Windows">The layers that are steered, at once or one after the other.</param>
/// <param name="Judges">How the judges do on labelled texts.</param>
internal sealed record SteerTextSetup(SteerSetup Directions, IReadOnlyList<LayerWindow> Windows, IReadOnlyList<JudgeRates> Judges);
