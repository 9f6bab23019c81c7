using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>Fits probes on further datasets as on the run's own, and asks each about all test parts.</summary>
/// <param name="options">What to fit.</param>
/// <param name="own">The run's own data.</param>
/// <param name="others">The further ones.</param>
/// <param name="progress">Where progress is shown.</param>
internal sealed class TransferMeasure(
    ProbeTrainOptions options, ProbeData own, IReadOnlyList<TransferData> others, ModelSource source, Transformer model, IProgressSink progress)
{
    private readonly Part[] _parts =
    [
        new(own, 0, [], own.Of(ProbePart.Test), texts => ProbeRows.Of(own, texts, options, source.Files.Tokenizer)),
        .. others.Select(other => new Part(
            other.Data, other.OtherClasses, other.Data.Of(ProbePart.Train), other.Data.Of(ProbePart.Test),
            texts => ProbeRows.Of(other.Data, texts, options, source.Files.Tokenizer))),
    ];

    /// <summary>Measures.</summary>
    /// <param name="fitted">The probes of the run's own data.</param>
    /// <param name="points">What they read.</param>
    /// <param name="folder">Where activations are kept meanwhile.</param>
    /// <param name="cancellation">Heeded between batches and at each iteration.</param>
    public TransferResult Measure(
        IReadOnlyList<TrainedPoint> fitted, IReadOnlyList<ActivationPoint> points, string folder, CancellationToken cancellation)
    {
        List<ActivationStore> stores = [];
        try
        {
            foreach (Part part in _parts)
            {
                stores.Add(new StoredActivations(options, part.Data, part.Texts, part.Rows, progress).Read(
                    model, points, Path.Combine(folder, $"transfer-{stores.Count}.part"), $"reading activations of {part.Name}", cancellation));
            }

            progress.Begin("fitting probes on further data", points.Count, unit: "sites");
            List<TransferPoint> found = [];
            for (int point = 0; point < points.Count; point++)
            {
                using DisposeScope scope = NewDisposeScope();
                found.Add(new TransferPoint(points[point].Name, points[point].Site.Layer, points[point].Head,
                    Pairs(fitted[point], [.. stores.Select(store => store.Read(point))], cancellation)));
                progress.Advance(1);
            }

            progress.End();
            return new TransferResult([.. _parts.Select(part => part.Described())], found);
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
        }
    }

    private IReadOnlyList<TransferPair> Pairs(TrainedPoint fitted, Tensor[] features, CancellationToken cancellation)
    {
        (LinearProbe Probe, ClassCentres Centres)[] probes =
        [
            (fitted.Fitted.Probe, new ClassCentres(fitted.ClassMeans)),
            .. _parts.Skip(1).Select((part, k) => Fit(part, features[k + 1], cancellation)),
        ];
        return
        [
            .. Enumerable.Range(0, _parts.Length).SelectMany(trained => Enumerable.Range(0, _parts.Length).Select(tested =>
            {
                Part part = _parts[tested];
                int[] given = probes[trained].Probe.Classify(features[tested].narrow(0, part.TrainRows, part.TestRows));
                HashSet<string> known = trained == tested ? [] : _parts[trained].FittedTexts;
                int[] rows = [.. Enumerable.Range(0, part.TestRows).Where(row => !part.IsAmong(known, row))];
                IReadOnlyList<int>? clusters = part.Data.ClustersOf(rows.Select(part.IdOf));
                return new TransferPair(
                    _parts[trained].Name,
                    part.Name,
                    Proportion.Of([.. rows.Select(row => given[row] == part.LabelOf(row))], clusters).ToEstimate(),
                    part.CountOut(known),
                    Cosine(probes[trained].Probe.Weight, probes[tested].Probe.Weight),
                    Cosine(probes[trained].Centres.Differences, probes[tested].Centres.Differences));
            })),
        ];
    }

    private (LinearProbe Probe, ClassCentres Centres) Fit(Part part, Tensor all, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = all.narrow(0, 0, part.TrainRows);
        int[] labels = part.Rows.Classes[..part.TrainRows];
        ProbeFitter fitter = new(options, own.Labels.Count, ProbeFolds.Of(options, part.Data, part.Texts, part.Rows, part.TrainRows));
        return (fitter.Fit(features, labels, null, cancellation).Fitted.Probe, ClassCentres.Of(features, labels, own.Labels.Count));
    }

    private static double Cosine(double[][] left, double[][] right) => left.Zip(right, LinearProbe.Cosine).Average();

    // The run's own data with its test part alone, since its probes are there; of others the part that is fitted on, then the test part.
    private sealed class Part(ProbeData data, int otherClasses, int[] train, int[] test, Func<int[], ProbeRows> rowsOf)
    {
        private HashSet<string>? _fittedTexts;
        private ProbeRows? _rows;

        public ProbeData Data => data;

        public string Name => data.Texts.Dataset.Name;

        public int[] Texts { get; } = [.. train, .. test];

        public ProbeRows Rows => _rows ??= rowsOf(Texts);

        public int TrainRows => Rows.Starts[train.Length];

        public int TestRows => Rows.Classes.Length - TrainRows;

        public HashSet<string> FittedTexts => _fittedTexts ??= [.. data.Of(ProbePart.Train).SelectMany(data.NamesOf)];

        public bool IsAmong(HashSet<string> known, int row) => data.NamesOf(TextOf(row)).Any(known.Contains);

        public string IdOf(int row) => data.Texts.Dataset.Examples[TextOf(row)].Id;

        public int LabelOf(int row) => Rows.Classes[TrainRows + row];

        public int CountOut(HashSet<string> known) => test.Count(text => data.NamesOf(text).Any(known.Contains));

        public TransferDataset Described()
        {
            int[] labels = Rows.Classes[TrainRows..];
            return new TransferDataset(
                Name, data.Texts.Dataset.Split, data.Origin.Sha256, data.Of(ProbePart.Train).Length, test.Length, otherClasses,
                Proportion.Of(labels.Length == 0 ? 0 : labels.GroupBy(label => label).Max(own => own.Count()), labels.Length));
        }

        private int TextOf(int row) => Texts[Rows.Texts[TrainRows + row]];
    }
}
