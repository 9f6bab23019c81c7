using System.Globalization;
using LogitLens.Experiments.Evaluation.Classification;
using LogitLens.Experiments.Finetuning.Data;
using LogitLens.Experiments.Finetuning.Weights;
using LogitLens.Experiments.Inputs;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Runs.Records;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// Trains a model and says what came of it. Units are, for each model: an evaluation before the first step, the steps, what came of them, and the
/// answers to the test.
/// </summary>
internal sealed class FinetuneExperiment : ModelExperiment<FinetuneData, FinetuneRecord, FinetuneResult>
{
    private readonly FinetuneOptions _options;
    private readonly HashSet<int> _checkpoints = [];
    private readonly TrainingSpeed _speed = new();
    private FinetunePlan? _plan;
    private ModelInTraining? _current;

    /// <summary>Makes the experiment that options ask for.</summary>
    public FinetuneExperiment(FinetuneOptions options, IProgressSink progress)
        : base(options.Model, progress)
    {
        _options = options;
        Loop = new RunLoop(_checkpoints.Contains, path => _current!.Save(path), Restore)
        {
            Files = Files,
            Unit = "steps",
            Finishing = result => WriteCards((FinetuneResult)result),
        };
    }

    public override RunLoop Loop { get; }

    private FinetunePlan Steps => _plan ??= new FinetunePlan(_options, Data);

    private int Models => _options.Training.Seeds;

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

        List<WorkBatch> batches = [];
        for (int model = 1; model <= Models; model++)
        {
            AddModel(batches, model);
        }

        if (TestsClasses)
        {
            batches.AddRange(BaselineNames.Chosen(_options.Material).Select(baseline => new WorkBatch(
                [.. Data.Test!.Rows.Select((row, index) => new WorkUnit(BaselineNames.UnitOf(baseline, row.Id), index, Models))])));
        }

        return batches;
    }

    // A step's are those of a step on average; what its validation takes counts with it.
    public override int TokensOf(WorkUnit unit)
    {
        if (BaselineNames.Of(unit.Id) is not null)
        {
            return 0;
        }

        int validation = Data.Validation?.Sequences.Sum(sequence => sequence.InputLength) ?? 0;
        return unit.Id[UnitNames.Of(unit.Condition, Models).Length..] switch
        {
            UnitNames.Start => validation,
            UnitNames.Outcome => 0,
            string name when UnitNames.IsTest(name) => Data.Test!.Rows[unit.Example].Prompt.Length,
            _ => (Data.Training.Sequences.Sum(sequence => sequence.InputLength) / Steps.StepsPerEpoch) + (Steps.IsEvaluated(unit.Example) ? validation : 0),
        };
    }

    public override IReadOnlyList<FinetuneRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        WorkUnit unit = batch.Units[0];
        if (BaselineNames.Of(unit.Id) is { } baseline)
        {
            return Answers(baseline, batch, cancellation);
        }

        ModelInTraining training = Of(unit.Condition);
        string name = unit.Id[UnitNames.Of(unit.Condition, Models).Length..];
        FinetuneRecord record = new() { Id = unit.Id, Model = unit.Condition };
        return name switch
        {
            UnitNames.Start => [record with { Validation = training.Validate() }],
            UnitNames.Outcome => [record with { Outcome = Finish(training) }],
            _ when UnitNames.IsTest(name) => Answers(batch),
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

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        base.Dispose(disposing);
    }

    private bool TestsClasses => Data.Test is not null && Data.Words.Count > 0;

    private string What => $"{ModelName}, {ShownName.Of(_options.Data.Dataset)}";

    private void AddModel(List<WorkBatch> batches, int model)
    {
        string prefix = UnitNames.Of(model, Models);
        void Add(string name, int example = 0) => batches.Add(new WorkBatch([new WorkUnit(prefix + name, example, model)]));
        if (Data.Validation is not null)
        {
            Add(UnitNames.Start);
        }

        for (int step = 1; step <= Steps.Steps; step++)
        {
            Add(UnitNames.Step(step), step);
            if (step % _options.Training.CheckpointEvery == 0 || step == Steps.Steps)
            {
                _checkpoints.Add(batches.Count);
            }
        }

        Add(UnitNames.Outcome);
        if (TestsClasses)
        {
            RowSet test = Data.Test!;
            IEnumerable<WorkUnit> units = test.Rows.Select((row, index) => new WorkUnit(prefix + UnitNames.Test(row.Id), index, model));
            batches.AddRange(new LengthBatches(Config, new RunOptions(), Source.Device)
                .Cut(units, unit => test.Rows[unit.Example].Prompt.Length, shared: 0).Select(units => new WorkBatch(units)));
        }

        if (model < Models)
        {
            _checkpoints.Add(batches.Count);
        }
    }

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

    private IReadOnlyList<FinetuneRecord> Answers(WorkBatch batch)
    {
        TrainingRow[] rows = [.. batch.Units.Select(unit => Data.Test!.Rows[unit.Example])];
        LabelReading[] readings = new ClassAnswers(Model, Data.Words).Read(rows);
        return [.. batch.Units.Select((unit, i) => new FinetuneRecord { Id = unit.Id, Model = unit.Condition, Answer = Answer(unit, rows[i], readings[i]) })];
    }

    private ClassificationRecord Answer(WorkUnit unit, TrainingRow row, LabelReading reading)
    {
        int decoded = Enumerable.Range(0, Data.Words.Count).Where(label => Data.Words[label].FirstToken == reading.Decoded).DefaultIfEmpty(-1).First();
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = FinetuneSummary.Finetuned.Name,
            Example = row.Id,
            Draw = Models > 1 ? unit.Condition : null,
            Label = row.Label,
            Tokens = row.Prompt.Length,
            LabelLogProbs = reading.LabelLogProbs,
            Decoded = reading.Decoded,
            DecodedText = Shape.Head is { } head ? head.Labels[reading.Decoded] : Source.Files.Tokenizer?.TokenText(reading.Decoded),
            DecodedLabel = decoded < 0 ? null : decoded,
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

    private IReadOnlyList<FinetuneRecord> Answers(FinetuneBaseline baseline, WorkBatch batch, CancellationToken cancellation)
    {
        int classes = Data.Words.Count;
        double[][] probabilities;
        if (baseline == FinetuneBaseline.BagOfWords)
        {
            probabilities = BaselineAnswers.BagOfWords(Data.Training.Rows, Data.Test!.Rows, classes, _options.Seed, cancellation);
        }
        else
        {
            using Transformer body = new(Shape, Start.Make(Steps.SeedOf(1), Model.Device));
            probabilities = BaselineAnswers.FrozenBody(body, Data.Training.Rows, Data.Test!.Rows, classes, _options.Seed, cancellation);
        }

        return [.. batch.Units.Select(unit => new FinetuneRecord { Id = unit.Id, Model = 0, Answer = Answer(baseline, unit, probabilities[unit.Example]) })];
    }

    private ClassificationRecord Answer(FinetuneBaseline baseline, WorkUnit unit, double[] probabilities)
    {
        TrainingRow row = Data.Test!.Rows[unit.Example];
        int given = Array.IndexOf(probabilities, probabilities.Max());
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = BaselineNames.ConditionOf(baseline).Name,
            Example = row.Id,
            Label = row.Label,
            Tokens = row.Prompt.Length,
            LabelLogProbs = [.. probabilities.Select(p => Math.Log(Math.Max(p, double.Epsilon)))],
            Decoded = given,
            DecodedText = Data.Labels!.Words[given],
            DecodedLabel = given,
        };
    }

    private static string FolderOf(int model) => model == 1 ? "model" : string.Create(CultureInfo.InvariantCulture, $"model-{model}");

    private static string LastFolderOf(int model) => model == 1 ? "last" : string.Create(CultureInfo.InvariantCulture, $"last-{model}");

    private IReadOnlyList<string> Files() =>
    [
        .. Enumerable.Range(1, Models).SelectMany(model => new[] { FolderOf(model), LastFolderOf(model) })
            .Select(name => Path.Combine(Loop.Folder, name)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(Loop.Folder, file)),
    ];
}
