using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// Trains a model and says what came of it. Units are, for each model: an evaluation before the first step, the steps, what came of them, and the
/// answers to the test.
/// </summary>
internal sealed class FinetuneExperiment : ModelExperiment<FinetuneData, FinetuneRecord, FinetuneResult>
{
    private const int ProductSize = 512;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    private readonly FinetuneOptions _options;
    private readonly TrainingSpeed _speed = new();
    private ModelInTraining? _current;

    /// <summary>Makes the experiment that options ask for.</summary>
    public FinetuneExperiment(FinetuneOptions options, IProgressSink progress)
        : base(options.Model, progress)
    {
        _options = options;
        Loop = new RunLoop(done => Units.Checkpoints.Contains(done), path => _current!.Save(path), Restore)
        {
            Files = Files,
            Unit = "steps",
            Finishing = result => WriteCards((FinetuneResult)result),
        };
    }

    public override RunLoop Loop { get; }

    private FinetunePlan Steps => field ??= new FinetunePlan(_options, Data);

    private FinetuneUnits Units => field ??= new FinetuneUnits(_options, Data, Steps);

    private TestAnswers Answers => field ??= new TestAnswers(_options, Data, Source.Files.Tokenizer);

    private StartingModel Start => field ??= new StartingModel(Source.Files, Shape, _options.Training.Init);

    // A new head takes the data's classes, and the wording that it learns to read.
    private ModelConfig Shape => _options.Objective != FinetuneObjective.Head ? Config : Config with
    {
        Head = (Config.Head ?? new ClassHead(Data.Labels!.Names) { PadToken = Source.Files.Tokenizer?.EndOfText }) with { Template = Data.Template },
    };

    public override IReadOnlyList<WorkBatch> Plan()
    {
        if (_options.Training.TrainLast is { } last)
        {
            _ = new TrainedPart(Shape, last);
        }

        return Units.Batches(new LengthBatches(Config, new RunOptions(), Source.Device));
    }

    public override int TokensOf(WorkUnit unit) => Units.TokensOf(unit);

    public override IReadOnlyList<FinetuneRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        WorkUnit unit = batch.Units[0];
        if (BaselineNames.Of(unit.Id) is { } baseline)
        {
            Progress.Say($"{BaselineNames.ConditionOf(baseline).Name} learns the same texts");
            return Answers.Of(baseline, () => new Transformer(Shape, Start.Make(Steps.SeedOf(1), Model.Device)), batch.Units, cancellation);
        }

        ModelInTraining training = Of(unit.Condition);
        FinetuneRecord record = new() { Id = unit.Id, Model = unit.Condition };
        return Units.PartOf(unit) switch
        {
            UnitNames.Start => [record with { Validation = training.Validate() }],
            UnitNames.Outcome => [record with { Outcome = Finish(training) }],
            string name when UnitNames.IsTest(name) => Answers.Of(Model, batch.Units),
            _ => [Step(training, record, unit.Example)],
        };
    }

    public override FinetuneResult Summarise(IEnumerable<FinetuneRecord> records) => FinetuneSummary.Of(records, _options, Data, Steps, Shape);

    public override IEnumerable<CsvTable> Tables(FinetuneResult result) => FinetuneTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(FinetuneResult result) => FinetuneFigures.Of(result, What);

    public override SummaryTable Headline(FinetuneResult result) => FinetuneTables.Headline(result, What);

    public override RunMeasurements Measure(FinetuneResult result, IEnumerable<FinetuneRecord> records) => FinetuneMeasurements.Of(records);

    public override GivenAnswer? AnswerOf(FinetuneResult result, FinetuneRecord record) => record is { Model: > 0, Answer: { Label: { } label } answer }
        ? GivenAnswer.OfLabels(record.Id, result.Labels, label, answer.LabelLogProbs)
        : null;

    protected override FinetuneData Open(ModelSource source) => FinetuneData.Open(source, _options);

    protected override LoadedModel LoadModel(ModelSource source) => source.Load(
        device => new Transformer(Shape, Start.Make(Steps.SeedOf(1), device)), Start.Origin);

    // What bfloat16 is for in training is time; weights, moments and evaluations are float32 all the same.
    protected override void Prepare()
    {
        if (_options.Model.DType != DType.BFloat16)
        {
            return;
        }

        double Rate(ScalarType type) => MatrixProducts.Rate(type, ProductSize, Model.Device, s_patience);
        double gain = Rate(ScalarType.BFloat16) / Rate(ScalarType.Float32);
        if (gain < 1)
        {
            Progress.Note(
                FormattableString.Invariant($"--dtype bf16: {Model.Device} multiplies bf16 {gain:0.00} times as fast as f32; f32 trains faster here"));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        base.Dispose(disposing);
    }

    private string What => $"{ModelName}, {ShownName.Of(_options.Data.Dataset)}";

    // The model that a unit is about; where it is the next one, its first weights are put in place.
    private ModelInTraining Of(int number)
    {
        if (_current?.Number == number)
        {
            return _current;
        }

        if (number > 1)
        {
            using ModelWeights first = Start.Make(Steps.SeedOf(number), Model.Device);
            using IDisposable gradless = no_grad();
            foreach (((_, Tensor target), (_, Tensor value)) in Model.Weights.Parameters.Zip(first.Parameters))
            {
                using DisposeScope scope = NewDisposeScope();
                target.detach().copy_(value);
            }
        }

        _current?.Dispose();
        _current = new ModelInTraining(Model, number, Data, _options.Training, Steps.Trainer(Model, number));
        return _current;
    }

    private void Restore(string path) => Of(ModelInTraining.NumberIn(path)).Resume(path);

    private FinetuneRecord Step(ModelInTraining training, FinetuneRecord record, int number)
    {
        if (training.HasStopped)
        {
            return record;
        }

        TrainingStep step = training.Step();
        Progress.Say(_speed.After(step));
        return record with
        {
            Step = new FinetuneStep(training.Number, number, step.Loss, step.GradientNorm, step.LearningRate, step.Tokens),
            Validation = Steps.IsEvaluated(number) ? training.Validate() : null,
        };
    }

    private TrainingOutcome Finish(ModelInTraining training)
    {
        string name = FolderOf(training.Number);
        bool keepsEarlier = training.KeptStep != training.Steps;
        if (keepsEarlier)
        {
            ModelFolderWriter.Write(Path.Combine(Loop.Folder, LastFolderOf(training.Number)), Shape, Model.Weights, Source.Files.Tokenizer);
        }

        int steps = training.Steps, kept = training.KeptStep;
        training.TakeKept();
        ModelFolderWriter.Write(Path.Combine(Loop.Folder, name), Shape, Model.Weights, Source.Files.Tokenizer);
        using ModelWeights before = Start.Make(Steps.SeedOf(training.Number), Model.Device);
        return new TrainingOutcome
        {
            Model = training.Number,
            Seed = Steps.SeedOf(training.Number),
            Folder = name,
            Steps = steps,
            KeptStep = kept,
            Stopped = training.HasStopped ? $"{_options.Training.Patience} evaluations without a better one" : null,
            TrainedParameters = training.TrainedParameters,
            TestLoss = Data.Test is { } test ? training.LossOf(test, []) : null,
            PerplexityBefore = Data.OtherText is { } text ? OtherText.Perplexity(new Transformer(Shape, before), text) : null,
            PerplexityAfter = Data.OtherText is { } same ? OtherText.Perplexity(Model, same) : null,
            Movement = Movement.Of(Shape, before, Model.Weights),
        };
    }

    private void WriteCards(FinetuneResult result)
    {
        string start = _options.Training.Init == StartingWeights.Random
            ? $"random weights of the shape of {Source.Files.Id}"
            : $"{Source.Files.Id}, sha256 {Start.Origin()}";
        foreach (TrainingOutcome model in result.Models)
        {
            AtomicFile.WriteText(
                Path.Combine(Loop.Folder, model.Folder, "README.md"), writer => writer.Write(ModelCard.Of(_options, Data, result, model, start)));
        }
    }

    private static string FolderOf(int model) => model == 1 ? "model" : string.Create(CultureInfo.InvariantCulture, $"model-{model}");

    private static string LastFolderOf(int model) => model == 1 ? "last" : string.Create(CultureInfo.InvariantCulture, $"last-{model}");

    private IReadOnlyList<string> Files() =>
    [
        .. Enumerable.Range(1, _options.Training.Seeds).SelectMany(model => new[] { FolderOf(model), LastFolderOf(model) })
            .Select(name => Path.Combine(Loop.Folder, name)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(Loop.Folder, file)),
    ];
}
