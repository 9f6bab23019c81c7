using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>Reads the activations of the training and validation parts in one pass a model, and fits every probe on them.</summary>
/// <param name="options">What to fit.</param>
/// <param name="data">The data in its parts.</param>
/// <param name="progress">Where progress is shown.</param>
internal sealed class ProbeTrainer(ProbeTrainOptions options, ProbeData data, ModelSource source, Transformer model, IProgressSink progress)
{
    /// <summary>Further datasets that probes are fitted on and tested on.</summary>
    public IReadOnlyList<TransferData> Others { get; init; } = [];

    // A word of one training text says nothing of others.
    private const int LeastTexts = 2;

    private readonly IReadOnlyList<ActivationPoint> _points = ActivationPoint.Select(options.Sites, model.Config);
    private readonly int[] _texts = [.. data.Of(ProbePart.Train), .. data.Of(ProbePart.Validation)];
    private readonly int _train = data.Of(ProbePart.Train).Length;

    /// <summary>Fits everything.</summary>
    /// <param name="folder">Where activations are kept meanwhile.</param>
    /// <param name="cancellation">Heeded between batches and at each iteration.</param>
    public TrainedProbes Train(string folder, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<ActivationPoint> read = [.. _points, new ActivationPoint(new Site(SiteKind.Embed))];
        ProbeRows rows = ProbeRows.Of(data, _texts, options, source.Files.Tokenizer);
        int trainRows = rows.Starts[_train], count = rows.Classes.Length;
        RequireMemory(count, read);
        int[] labels = rows.Classes[..trainRows], control = rows.Control.Labels[..trainRows];
        ProbeFitter fitter = new(options, data.Labels.Count, ProbeFolds.Of(options, data, _texts, rows, trainRows));
        CurveFollower? curves = options.LearningCurve ? Curves(rows, labels) : null;
        List<SiteErasers> erasers = [];
        StoredActivations stored = new(options, data, _texts, rows, progress);
        TrainedPoint[] fitted = new TrainedPoint[read.Count];
        using (ActivationStore store = stored.Read(model, read, StorePath(folder), "reading activations", cancellation))
        {
            progress.Begin("fitting probes", read.Count, unit: "sites");
            for (int point = 0; point < read.Count; point++)
            {
                fitted[point] = Fit(read[point], store.Read(point), labels, control, rows, fitter, curves, erasers, cancellation);
                progress.Advance(1);
            }

            progress.End();
        }

        if (options.Has("random-model"))
        {
            FitRandomModel(fitted, stored, labels, fitter, folder, cancellation);
        }

        return new TrainedProbes
        {
            Points = fitted[..^1],
            Embeddings = fitted[^1],
            BagOfWords = options.Has("bag-of-words") ? FitWords(rows, labels, cancellation) : null,
            TrainRows = trainRows,
            ValidationRows = count - trainRows,
            SeenWords = [.. rows.Control.Words[..trainRows].Distinct().Order()],
            ErasedTask = options.Erase ? new ErasedTaskMeasure(options, data, source, model, progress).Measure(erasers, cancellation) : null,
            Transfer = Others.Count == 0 ? null
                : new TransferMeasure(options, data, Others, source, model, progress).Measure(fitted[..^1], _points, folder, cancellation),
            Sentences = ObviousSentences.Read(source, model, _points, options, data, fitted[..^1]),
        };
    }

    private TrainedPoint Fit(
        ActivationPoint point, Tensor all, int[] labels, int[] control, ProbeRows rows, ProbeFitter fitter, CurveFollower? curves, List<SiteErasers> erasers,
        CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor own = all;
        Tensor features = all.narrow(0, 0, labels.Length);
        (FittedProbe fitted, LinearProbe? other) = fitter.Fit(features, labels, control, cancellation);
        int validation = rows.Classes.Length - labels.Length;
        Proportion? right = validation == 0 ? null : Proportion.Of(
            [.. fitted.Probe.Classify(all.narrow(0, labels.Length, validation)).Zip(rows.Classes[labels.Length..], (given, own) => given == own)],
            data.ClustersOf(rows.Texts[labels.Length..].Select(text => data.Texts.Dataset.Examples[_texts[text]].Id)));
        ClassCentres centres = ClassCentres.Of(features, labels, data.Labels.Count);
        LinearEraser? means = options.Erase ? LinearEraser.OfClassMeans(centres) : null;
        LinearEraser? leace = options.Erase ? LinearEraser.Leace(features, labels, data.Labels.Count) : null;
        if (means is not null && leace is not null && point.Head is null && point.Site.VectorWidth(model.Config) is not null)
        {
            erasers.Add(new SiteErasers(point.Site, means, leace));
        }

        LinearProbe? Refitted(LinearEraser? eraser) => eraser?.Before(fitter.Fit(eraser.Apply(features), labels, null, cancellation).Fitted.Probe);
        LearningCurve? Curve(int[] own, int[] ofValidation) => curves?.Follow(
            features, own, all.narrow(0, labels.Length, validation), ofValidation, data.Labels.Count, cancellation);

        return new TrainedPoint
        {
            Name = point.Name,
            Layer = point.Site.Layer,
            Head = point.Head,
            Fitted = fitted,
            Control = other!,
            WithoutMeans = Refitted(means),
            WithoutConcept = Refitted(leace),
            Curve = Curve(labels, rows.Classes[labels.Length..]),
            ControlCurve = Curve(control, rows.Control.Labels[labels.Length..]),
            ClassMeans = centres.Means,
            Validation = right,
        };
    }

    // Parts of the data are chosen once, so that all probes learn in one order.
    private CurveFollower Curves(ProbeRows rows, int[] labels)
    {
        int[] groups = [.. rows.Texts[..labels.Length].Select(text => data.Groups[_texts[text]])];
        return new CurveFollower(
            CurvePlan.Of(labels, groups, options.Run.Seed),
            part => new ProbeFitter(
                options, data.Labels.Count, ProbeFolds.Of(options, [.. part.Select(row => labels[row])], [.. part.Select(row => groups[row])])));
    }

    private static string StorePath(string folder) => Path.Combine(folder, "activations.part");

    private void FitRandomModel(
        TrainedPoint[] fitted, StoredActivations stored, int[] labels, ProbeFitter fitter, string folder, CancellationToken cancellation)
    {
        using Transformer random = UntrainedModel.Of(model, options.Run.Seed);
        using ActivationStore store = stored.Read(random, _points, StorePath(folder), "reading activations of random weights", cancellation);
        progress.Begin("fitting probes of random weights", _points.Count, unit: "sites");
        for (int point = 0; point < _points.Count; point++)
        {
            using DisposeScope scope = NewDisposeScope();
            fitted[point] = fitted[point] with { RandomModel = fitter.Fit(store.Read(point).narrow(0, 0, labels.Length), labels, null, cancellation).Fitted };
            progress.Advance(1);
        }

        progress.End();
    }

    private WordCountProbe FitWords(ProbeRows rows, int[] labels, CancellationToken cancellation)
    {
        progress.Begin("counting words", 0);
        string[][] texts = [.. _texts[.._train].SelectMany(text => CountedWords.Of(data, text, options.Position))];
        string[] words =
        [
            .. texts.SelectMany(text => text.Distinct(StringComparer.Ordinal)).GroupBy(word => word, StringComparer.Ordinal)
                .Where(word => word.Count() >= LeastTexts).Select(word => word.Key).Order(StringComparer.Ordinal),
        ];
        if (words.Length == 0)
        {
            words = [""];
        }

        Dictionary<string, int> column = words.Select((word, place) => (word, place)).ToDictionary(StringComparer.Ordinal);
        using CountFeatures counts = new(texts.Select(text => text.Select(word => column.GetValueOrDefault(word, -1))), words.Length);
        int[] folds = ProbeFolds.Of(options, data, _texts, rows, labels.Length);
        double[] penalties = folds.Max() > 0 ? [0.01, 0.1, 1, 10] : [0.1];
        WordCountProbe probe = new(words, RidgeChoice.Fit(counts, labels, data.Labels.Count, penalties, folds, cancellation));
        progress.End();
        return probe;
    }

    // One point's rows in float64, standardised, rotated, and once more as they are worked on.
    private void RequireMemory(int rows, IReadOnlyList<ActivationPoint> points)
    {
        long needed = 4L * sizeof(double) * rows * points.Max(point => point.Width(model.Config));
        if (needed > options.Run.Batch.Memory.Bytes)
        {
            throw new InputException(
                $"{rows} rows of {points.Max(point => point.Width(model.Config))} numbers take {needed >> 20} MiB to fit on, and --memory is "
                + $"{options.Run.Batch.Memory}; give more, or fewer texts by --limit");
        }
    }
}
