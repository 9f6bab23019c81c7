using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>
/// Fits linear probes on activations, once, as the run's setup; then tests them text by text, beside what a probe's accuracy has to be held against.
/// </summary>
internal sealed class ProbeTrainExperiment(ProbeTrainOptions options, IProgressSink progress)
    : ModelExperiment<ProbeData, ProbeRecord, ProbeTrainResult>(options.Model, progress)
{
    private RunSetup<TrainedProbes>? _setup;
    private Transformer? _random;
    private ProbeTester? _tester;
    private IReadOnlyList<TransferData>? _others;

    public override IRunSetup Setup => new InFolder(this);

    private RunSetup<TrainedProbes> Found =>
        _setup ??= new RunSetup<TrainedProbes>(cancellation =>
            new ProbeTrainer(options, Data, Source, Model, Progress) { Others = Others }.Train(_folder, cancellation));

    public override IReadOnlyList<WorkBatch> Plan()
    {
        _ = ActivationPoint.Select(options.Sites, Config);
        _ = Others;
        WorkUnit[] units = [.. Data.Of(ProbePart.Test).Select(text => new WorkUnit(Data.Texts.Dataset.Examples[text].Id, text))];
        return WorkBatch.Of(new LengthBatches(Config, options.Run, Source.Device).Cut(units, unit => Data.Texts.Tokens[unit.Example].Length, shared: 0));
    }

    private IReadOnlyList<TransferData> Others => _others ??= TransferData.Open(Source, options, Data);

    private string _folder = "";

    public override IReadOnlyList<ProbeRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        _tester ??= Tester();
        return _tester.Test([.. batch.Units.Select(unit => unit.Example)], [.. batch.Units.Select(unit => unit.Id)]);
    }

    public override ProbeTrainResult Summarise(IEnumerable<ProbeRecord> records) =>
        new ProbeSummary(Data, Found.Value, options.Run.Seed).Of(records, options, Config.Layers);

    public override IEnumerable<CsvTable> Tables(ProbeTrainResult result) => ProbeTables.Of(result);

    public override IEnumerable<ResultFile> Files(ProbeTrainResult result) =>
    [
        new(ProbeFile.TensorsName, path => ProbeFile.Write(path, Found.Value.Points)),
        new(ProbeFile.CardName, path => ProbeFile.WriteCard(path, Card(result))),
    ];

    public override IEnumerable<DrawnFigure> Draw(ProbeTrainResult result) => ProbeFigures.Of(result, What);

    public override SummaryTable Headline(ProbeTrainResult result) => ProbeTables.Headline(result, What);

    public override RunMeasurements Measure(ProbeTrainResult result, IEnumerable<ProbeRecord> records)
    {
        ProbeRecord[] all = [.. records];
        return new RunMeasurements(
        [
            RecordMetric<ProbeRecord>.Read(
                "probes",
                all,
                result.Probes.Select((probe, k) =>
                    RecordMetric<ProbeRecord>.Mean($"right {probe.Site}", record =>
                        record.Rows.Average(row => Given(row, k) == (row.Label ?? record.Label) ? 1.0 : 0))),
                record => record.Id,
                record => record.Label),
        ]);
    }

    public override GivenAnswer? AnswerOf(ProbeTrainResult result, ProbeRecord record)
    {
        int best = Math.Max(0, result.Probes.Select(probe => probe.Site).ToList().IndexOf(result.Best?.Site ?? ""));
        return record.Rows.Count != 1 ? null
            : GivenAnswer.OfLabels(record.Id, result.Labels, record.Label, [.. record.Rows[0].Probabilities[best].Select(value => Math.Log(value))]);
    }

    protected override ProbeData Open(ModelSource source) => ProbeData.Open(source, options);

    protected override void Dispose(bool disposing)
    {
        _random?.Dispose();
        base.Dispose(disposing);
    }

    private string What => $"{ModelName} on {ShownName.Of(options.Data.Dataset)}";

    private static int Given(ProbeRow row, int point) => Array.IndexOf(row.Probabilities[point], row.Probabilities[point].Max());

    private ProbeTester Tester()
    {
        if (options.Has("random-model"))
        {
            _random = UntrainedModel.Of(Model, options.Run.Seed);
        }

        ProbeRows rows = ProbeRows.Of(Data, [.. Enumerable.Range(0, Data.Texts.Tokens.Count)], options, Source.Files.Tokenizer);
        return new ProbeTester(options, Data, Found.Value, Model, _random, rows);
    }

    private ProbeCard Card(ProbeTrainResult result) => new()
    {
        Classes = result.Labels,
        Method = result.Method,
        Position = result.Position,
        Bos = options.Model.Bos,
        Scaling = options.Scaling,
        Model = Source.Files.Id,
        ModelSha256 = Source.Files.WeightsSha256(),
        Dataset = Data.Input.Id,
        DatasetSha256 = Data.Input.Sha256,
        Best = result.Best?.Site,
        Sites = [.. result.Probes.Select((probe, k) => new ProbeCardSite(
            probe.Site, probe.Layer, probe.Head, Found.Value.Points[k].Fitted.Probe.Weight[0].Length, probe.Accuracy, probe.ControlAccuracy,
                probe.ValidationAccuracy))],
    };

    // Activations are kept beside the setup while probes are fitted on them.
    private sealed class InFolder(ProbeTrainExperiment experiment) : IRunSetup
    {
        public void Find(string path, CancellationToken cancellation)
        {
            experiment._folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            experiment.Found.Find(path, cancellation);
        }

        public void Read(string path) => experiment.Found.Read(path);
    }
}
